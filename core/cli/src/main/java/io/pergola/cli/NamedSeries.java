package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A series and where it lives.
 *
 * @param label of its working directory
 */
record NamedSeries(Store store, SeriesDirectory directory, String label) {

    /** {@code s5}, or {@code label.s5}. */
    String id() {
        return label.equals(RunId.MAIN) ? directory.id() : label + "." + directory.id();
    }

    /** Those that the words name, in that order; the last one if there are no words. All that name none are told at once. */
    static List<NamedSeries> find(Pergola pergola, List<String> words) {
        var found = new ArrayList<NamedSeries>();
        var problems = new ArrayList<Problem>();
        for (String word : words.isEmpty() ? List.of("last") : words) {
            Optional<NamedSeries> series = word.equals("last") ? last(pergola) : byId(pergola, word);
            series.ifPresentOrElse(found::add, () -> problems.add(problem(pergola, word)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return found;
    }

    private static Optional<NamedSeries> last(Pergola pergola) {
        Store store = pergola.stores().store(RunId.MAIN).orElseThrow();
        return store.lastSeries(pergola.user(), pergola.sysName())
                .flatMap(store::series)
                .map(series -> new NamedSeries(store, series, RunId.MAIN));
    }

    /** That of an id with its label; empty if there is none. */
    static Optional<NamedSeries> byId(Pergola pergola, String word) {
        int dot = word.lastIndexOf('.');
        String label = dot < 0 ? RunId.MAIN : word.substring(0, dot);
        return pergola.stores().store(label).flatMap(store -> store.series(word.substring(dot + 1))
                .map(series -> new NamedSeries(store, series, label)));
    }

    private static Problem problem(Pergola pergola, String word) {
        return word.equals("last")
                ? Problem.error("no series of " + pergola.user() + " on " + pergola.sysName() + " yet")
                        .help("start one with 'pergola series run' or 'pergola run'")
                : Problem.error("there is no series '" + word + "'")
                        .help("write s5, or LABEL.s5 in another working directory; 'pergola series list' lists all");
    }
}
