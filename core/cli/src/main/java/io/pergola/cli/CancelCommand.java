package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Table;
import io.pergola.run.Sweep;
import io.pergola.schedule.Follower;
import io.pergola.select.Selector;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola cancel}. */
@Command(
        name = "cancel",
        description = "Cancel test runs, and wait until nothing of them runs any more.",
        footer = {"", "Examples:", "  pergola cancel          the last series", "  pergola cancel s5 --name 'demo.*'"})
final class CancelCommand implements PlainCommand {

    /** The pilot notices within a second, and then gives tests their grace. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-j", "--json"},
            description = "Print the runs as JSON.")
    private boolean json;

    CancelCommand(Context context) {
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
        List<RunSummary> named = new RunListing(context).find(selection);
        List<RunId> ids = named.stream().map(RunSummary::id).toList();
        var after = new ArrayList<RunSummary>();
        boolean all = true;
        for (String label : ids.stream().map(RunId::label).distinct().toList()) {
            Store store = pergola.stores().store(label).orElseThrow();
            List<Integer> numbers = Selector.numbers(ids, label);
            List<String> failures = pergola.jobs().cancellation(store).cancel(numbers, pergola.user(), "");
            new ProblemPrinter(context.screen())
                    .print(failures.stream().map(Problem::warning).toList());
            after.addAll(await(pergola, store, numbers));
            pergola.jobs().cancellation(store).forget(numbers);
            new Sweep(store, pergola.jobs().tracker()).endProcesses(numbers);
            all &= failures.isEmpty();
        }
        print(after, named);
        all &= after.stream().allMatch(RunSummary::ended);
        return all ? ExitCode.OK : ExitCode.SYSTEM;
    }

    private List<RunSummary> await(Pergola pergola, Store store, List<Integer> numbers) throws InterruptedException {
        var clock = pergola.environment().clock();
        var follower = new Follower(store, pergola.jobs().tracker(), store.summaries(numbers), clock);
        new FollowView(context.screen(), clock, false)
                .follow(follower, () -> {}, "The wish to cancel stays.", Optional.of(PATIENCE));
        return follower.runs();
    }

    private void print(List<RunSummary> after, List<RunSummary> before) {
        if (json) {
            context.screen().line(RunJson.list("cancelled", after, Map.of()));
            return;
        }
        var table = new Table(List.of(
                Column.number("Test"), Column.text("Name", 16), Column.fixed("State"), Column.text("Note", 12)));
        var active =
                before.stream().filter(run -> !run.ended()).map(RunSummary::id).toList();
        after.stream()
                .filter(run -> active.contains(run.id()))
                .forEach(run -> table.add(List.of(
                        Cell.of(run.id().toString()),
                        Cell.of(run.name()),
                        RunColumns.state(run, Map.of()),
                        Cell.of(run.note()))));
        if (table.isEmpty()) {
            context.screen().info("Nothing to cancel: all of these runs have ended.");
        } else {
            context.screen().table(table);
        }
    }
}
