package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.RunId;
import io.pergola.schedule.Follower;
import io.pergola.select.Selector;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola wait}. */
@Command(
        name = "wait",
        description = "Wait until test runs have ended; the exit code tells what came of them.",
        footer = {
            "",
            "Examples:",
            "  pergola wait            the last series",
            "  pergola wait s5 -t 600  at most ten minutes",
            "  pergola wait s5 --json  and then as 'status --json'"
        })
final class WaitCommand implements PlainCommand {

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "SECONDS",
            description = "Give up after so many seconds, with exit code 3.")
    private @Nullable Long timeout;

    @Option(
            names = {"-s", "--silent"},
            description = "Print nothing.")
    private boolean silent;

    @Option(
            names = {"-j", "--json"},
            description = "Print how the runs stand at the end as JSON.")
    private boolean json;

    @Mixin
    private ReportOption report = new ReportOption();

    WaitCommand(Context context) {
        this.context = context;
    }

    @Override
    public boolean words(List<String> words) {
        selection.words = words;
        return true;
    }

    @Override
    public Integer call() throws InterruptedException {
        Pergola pergola = context.pergola();
        List<RunId> ids = new RunListing(context)
                .find(selection).stream().map(RunSummary::id).toList();
        var ended = new ArrayList<RunSummary>();
        for (String label : ids.stream().map(RunId::label).distinct().toList()) {
            Store store = pergola.stores().store(label).orElseThrow();
            List<Integer> numbers = Selector.numbers(ids, label);
            List<RunSummary> runs = follow(pergola, store, numbers);
            ended.addAll(runs);
            if (report.wanted()) {
                report.add(context, store, runs, store.results(numbers));
            }
        }
        if (json) {
            context.screen().line(RunJson.list("statuses", ended, Map.of()));
        }
        report.write(context);
        return RunOutcome.exitCode(ended);
    }

    private List<RunSummary> follow(Pergola pergola, Store store, List<Integer> numbers) throws InterruptedException {
        var clock = pergola.environment().clock();
        var follower = new Follower(store, pergola.jobs().tracker(), store.summaries(numbers), clock);
        if (follower.done()) {
            return follower.runs();
        }
        new FollowView(context.screen(), clock, !silent)
                .follow(
                        follower,
                        () -> pergola.jobs().cancellation(store).cancel(numbers, pergola.user(), "Ctrl-C"),
                        "'pergola wait' comes back to them, 'pergola cancel' cancels them.",
                        Optional.ofNullable(timeout).map(Duration::ofSeconds));
        return follower.runs();
    }
}
