package io.pergola.cli;

import io.pergola.graph.GraphRun;
import io.pergola.history.History;
import io.pergola.history.HistoryKeeper;
import io.pergola.history.HistoryRuns;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.select.RunFilter;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds runs in the history of the first working directory. */
final class PastRuns {

    private final Context context;

    PastRuns(Context context) {
        this.context = context;
    }

    /**
     * The runs that options let through, with what is remembered of their results.
     *
     * @throws ConfigException if an option cannot be read, or runs are named by their numbers, which may have come again
     */
    List<GraphRun> find(SelectionOptions options, Set<RunId> without) {
        var problems = new ArrayList<Problem>();
        RunFilter filter = options.filter(
                context.environment().clock().instant(), context.pergola().stores(), problems);
        Comparator<RunSummary> order = options.order(problems);
        if (!options.words.isEmpty()) {
            problems.add(Problem.error(
                            "--history draws all runs, so '" + options.words.getFirst() + "' means nothing beside it")
                    .help("choose among them with --name, --newer-than and the other filters"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        var keeper = new HistoryKeeper(store());
        try (History history = History.open(keeper.file())) {
            keeper.catchUp(history);
            var past = new HistoryRuns(history);
            return past.all().stream()
                    .filter(run -> filter.test(run) && !without.contains(run.id()))
                    .sorted(order)
                    .limit(options.limit)
                    .map(run -> new GraphRun(run.id().toString(), run.name(), past.results(run), run.nodes()))
                    .toList();
        }
    }

    private Store store() {
        var stores = context.pergola().stores();
        return stores.store(stores.labels().iterator().next()).orElseThrow();
    }
}
