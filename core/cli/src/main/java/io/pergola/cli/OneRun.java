package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one run that a command speaks of.
 *
 * @param store its working directory
 * @param directory its own
 */
record OneRun(Store store, RunDirectory directory) {

    /**
     * Finds it.
     *
     * @param word as the user wrote it; null or blank for the last run of the last series
     * @throws ConfigException if the word names no run, or several
     */
    static OneRun find(Pergola pergola, @Nullable String word) {
        boolean last = word == null || word.isBlank();
        var problems = new ArrayList<Problem>();
        Set<RunId> found = pergola.selector().select(last ? List.of() : List.of(word), problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().map(OneRun::error).toList());
        }
        if (found.isEmpty() || (found.size() > 1 && !last)) {
            throw new ConfigException(Problem.error("one run is wanted, and '" + word + "' names " + found.size())
                    .help("write the id of a run, such as 12; 'pergola status' shows them"));
        }
        RunId id = List.copyOf(found).getLast();
        Store store = pergola.stores().store(id.label()).orElseThrow();
        return new OneRun(
                store,
                store.run(id.number())
                        .orElseThrow(() -> new ConfigException(Problem.error("test run " + id + " has been removed"))));
    }

    /** A word that names nothing is a warning among many, but not where it is the only one. */
    private static Problem error(Problem problem) {
        Problem error = Problem.error(problem.what());
        return problem.help().map(error::help).orElse(error);
    }
}
