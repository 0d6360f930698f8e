package io.pergola.select;

import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the words by which users name runs: {@code 12}, {@code label.12}, {@code 3-9}, {@code s5}, {@code s2-s4}, {@code s5.3},
 * {@code s5.3-5}, {@code last}, {@code all}, and the names of groups.
 */
public final class Selector {

    private final Stores stores;
    private final String user;
    private final String sysName;

    /** For a user on a system: {@code last} is theirs. */
    public Selector(Stores stores, String user, String sysName) {
        this.stores = stores;
        this.user = user;
        this.sysName = sysName;
    }

    /**
     * What the words name, in that order, each once. No words mean {@code last}.
     *
     * @param problems gets an entry for each word that names nothing
     */
    public Set<RunId> select(List<String> words, List<Problem> problems) {
        var selected = new LinkedHashSet<RunId>();
        for (String word : words.isEmpty() ? List.of("last") : words) {
            Collection<RunId> named = named(word, problems);
            selected.addAll(named);
        }
        return selected;
    }

    private Collection<RunId> named(String written, List<Problem> problems) {
        RunWord word = RunWords.read(written);
        Collection<RunId> found = named(word);
        if (found.isEmpty() && !(word instanceof RunWord.All) && !hasEmptySeries(word)) {
            problems.add(new RunWordProblems(stores, user, sysName).of(written, word));
        }
        return found;
    }

    /** A series from a file has no runs in the beginning. */
    private boolean hasEmptySeries(RunWord word) {
        return switch (word) {
            case RunWord.Last() -> last().isPresent();
            case RunWord.Series series -> find(stores, series).isPresent();
            default -> false;
        };
    }

    private Collection<RunId> named(RunWord word) {
        return switch (word) {
            case RunWord.All() -> everything();
            case RunWord.Last() ->
                last().map(series -> runs(RunId.MAIN, series)).orElse(List.of());
            case RunWord.One(RunId id) -> exists(id) ? List.of(id) : List.of();
            case RunWord.Between(int first, int last) -> runs(first, last);
            case RunWord.Series series -> series(series);
            case RunWord.SeriesBetween(int first, int last) -> seriesBetween(first, last);
            case RunWord.Part part -> part(part);
            case RunWord.Group(String name) -> new GroupContents(stores).runs(name);
            case RunWord.Malformed() -> List.of();
        };
    }

    Optional<SeriesDirectory> last() {
        return main().lastSeries(user, sysName).flatMap(main()::series);
    }

    private List<RunId> everything() {
        var all = new ArrayList<RunId>();
        for (String label : stores.labels()) {
            stores.store(label).ifPresent(store -> Arrays.stream(store.runNumbers())
                    .mapToObj(number -> new RunId(label, number))
                    .forEach(all::add));
        }
        return all;
    }

    private boolean exists(RunId id) {
        return stores.store(id.label()).flatMap(store -> store.run(id.number())).isPresent();
    }

    private List<RunId> runs(int first, int last) {
        return Arrays.stream(main().runNumbers())
                .filter(number -> number >= first && number <= last)
                .mapToObj(RunId::of)
                .toList();
    }

    private List<RunId> seriesBetween(int first, int last) {
        var runs = new ArrayList<RunId>();
        for (int number : main().seriesNumbers()) {
            if (number >= first && number <= last) {
                runs.addAll(series(new RunWord.Series(RunId.MAIN, number)));
            }
        }
        return runs;
    }

    private List<RunId> series(RunWord.Series word) {
        return find(stores, word).map(found -> runs(word.label(), found)).orElse(List.of());
    }

    /** Runs that were removed are counted, so that the others keep their places. */
    private List<RunId> part(RunWord.Part part) {
        List<RunId> all = series(part.series()).stream().sorted().toList();
        int from = Math.max(part.first(), 1) - 1;
        int to = Math.min(part.last(), all.size());
        return part.first() < 1 || from >= to
                ? List.of()
                : all.subList(from, to).stream().filter(this::exists).toList();
    }

    static Optional<SeriesDirectory> find(Stores stores, RunWord.Series word) {
        return stores.store(word.label()).flatMap(store -> store.series(word.number()));
    }

    static List<RunId> runs(String label, SeriesDirectory series) {
        return series.runs().stream().map(number -> new RunId(label, number)).toList();
    }

    private Store main() {
        return stores.store(RunId.MAIN).orElseThrow();
    }

    /** The numbers of those of these runs that carry a label. */
    public static List<Integer> numbers(Collection<RunId> runs, String label) {
        return runs.stream()
                .filter(id -> id.label().equals(label))
                .map(RunId::number)
                .toList();
    }
}
