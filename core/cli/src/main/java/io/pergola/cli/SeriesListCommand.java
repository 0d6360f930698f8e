package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pergola series list}. */
@Command(
        name = "list",
        description = "List series and how they stand.",
        footer = {"", "'pergola list series' selects them by their runs, and prints ids for other commands."})
final class SeriesListCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = {"-a", "--all"},
            description = "Those of all users.")
    private boolean all;

    @Option(names = "--open", description = "Only those that have not ended.")
    private boolean open;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    SeriesListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        Listing listing = SeriesOverview.listing();
        for (String label : pergola.stores().labels()) {
            pergola.stores().store(label).ifPresent(store -> add(listing, pergola, store, label));
        }
        if (listing.isEmpty() && !json) {
            context.screen().info("There is no series" + (open ? " that has not ended." : " yet."));
        } else {
            listing.print(context.screen(), json);
        }
        return ExitCode.OK;
    }

    private void add(Listing listing, Pergola pergola, Store store, String label) {
        Map<String, List<RunSummary>> bySeries = new HashMap<>();
        store.allSummaries().forEach(run -> bySeries.computeIfAbsent(run.series(), _ -> new ArrayList<>())
                .add(run));
        for (int number : store.seriesNumbers()) {
            store.series(number)
                    .filter(series -> all || series.user().equals(pergola.user()))
                    .map(series -> new NamedSeries(store, series, label))
                    .ifPresent(series -> {
                        List<RunSummary> runs =
                                bySeries.getOrDefault(series.directory().id(), List.of());
                        boolean ended = series.directory().book().exists()
                                ? !series.directory().book().isOpen()
                                : runs.stream().allMatch(RunSummary::ended);
                        if (!open || !ended) {
                            pergola.jobs().resume(store, series.directory());
                            listing.add(SeriesOverview.row(series, runs));
                        }
                    });
        }
    }
}
