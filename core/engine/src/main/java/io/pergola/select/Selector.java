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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the words by which users name runs: {@code 12}, {@code label.12}, {@code 3-9}, {@code s5}, {@code s2-s4},
 * {@code last}, {@code all}.
 */
public final class Selector {

    private static final Pattern RUN_RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final Pattern SERIES_RANGE = Pattern.compile("s(\\d{1,9})-s?(\\d{1,9})");
    private static final Pattern SERIES = Pattern.compile("s(\\d{1,9})");

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
            Optional<List<RunId>> named = named(word, problems);
            named.ifPresent(selected::addAll);
        }
        return selected;
    }

    private Optional<List<RunId>> named(String word, List<Problem> problems) {
        Optional<List<RunId>> found =
                switch (word) {
                    case "all" -> Optional.of(everything());
                    case "last" -> last();
                    default -> byNumber(word);
                };
        if (found.isEmpty()) {
            problems.add(problem(word));
        }
        return found;
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

    private Optional<List<RunId>> last() {
        return main().lastSeries(user, sysName).flatMap(this::series);
    }

    private Optional<List<RunId>> byNumber(String word) {
        Matcher range = RUN_RANGE.matcher(word);
        if (range.matches()) {
            return runs(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        Matcher series = SERIES.matcher(word);
        if (series.matches()) {
            return series(Integer.parseInt(series.group(1)));
        }
        Matcher seriesRange = SERIES_RANGE.matcher(word);
        if (seriesRange.matches()) {
            return seriesBetween(Integer.parseInt(seriesRange.group(1)), Integer.parseInt(seriesRange.group(2)));
        }
        return RunId.parse(word)
                .filter(id -> stores.store(id.label())
                        .flatMap(store -> store.run(id.number()))
                        .isPresent())
                .map(List::of);
    }

    private Optional<List<RunId>> runs(int first, int last) {
        return some(Arrays.stream(main().runNumbers())
                .filter(number -> number >= first && number <= last)
                .mapToObj(RunId::of)
                .toList());
    }

    private Optional<List<RunId>> seriesBetween(int first, int last) {
        var runs = new ArrayList<RunId>();
        for (int number : main().seriesNumbers()) {
            if (number >= first && number <= last) {
                series(number).ifPresent(runs::addAll);
            }
        }
        return some(runs);
    }

    private Optional<List<RunId>> series(int number) {
        return main().series(number)
                .map(SeriesDirectory::runs)
                .map(numbers -> numbers.stream().map(RunId::of).toList());
    }

    private static Optional<List<RunId>> some(List<RunId> runs) {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs);
    }

    private Store main() {
        return stores.store(RunId.MAIN).orElseThrow();
    }

    private Problem problem(String word) {
        if (word.equals("last")) {
            return Problem.warning("no series of " + user + " on " + sysName + " yet")
                    .help("start one with 'pergola run', or name runs by id: 12, 3-9, s5, all");
        }
        boolean shaped = RunId.parse(word).isPresent()
                || List.of(RUN_RANGE, SERIES, SERIES_RANGE).stream()
                        .anyMatch(pattern -> pattern.matcher(word).matches());
        return shaped
                ? Problem.warning("there is no " + (word.startsWith("s") ? "series" : "test run") + " '" + word + "'")
                        .help("'pergola status all' lists what there is")
                : Problem.error("'" + word + "' does not name test runs")
                        .help("write a run (12, label.12), a range (3-9), a series (s5, s2-s4), 'last' or 'all'");
    }

    /** The numbers of those of these runs that carry a label. */
    public static List<Integer> numbers(Collection<RunId> runs, String label) {
        return runs.stream()
                .filter(id -> id.label().equals(label))
                .map(RunId::number)
                .toList();
    }
}
