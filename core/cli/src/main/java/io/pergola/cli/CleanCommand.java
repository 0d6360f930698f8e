package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.build.BuildCache;
import io.pergola.history.History;
import io.pergola.history.HistoryKeeper;
import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.select.Selector;
import io.pergola.store.GroupTidyOutcome;
import io.pergola.store.RemovalOutcome;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import io.pergola.store.TidyOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola clean}. */
@Command(
        name = "clean",
        description = "Remove test runs for good, and what nobody needs any more.",
        footer = {
            "",
            "Without RUN, the conditions are for all runs there are. A run that has not ended is never",
            "removed. Jobs and series go with their last run, and what is gone leaves its groups.",
            "",
            "Examples:",
            "  pergola clean --older-than '30 days'",
            "  pergola clean s5 --passed",
            "  pergola clean --all                   every run that has ended"
        })
final class CleanCommand implements Callable<Integer> {

    /** What is younger may belong to a command that is just making it. */
    private static final Duration UNTOUCHED = Duration.ofHours(1);

    /** Runs between two looks of the progress line. */
    private static final int AT_ONCE = 2_000;

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-a", "--all"},
            description = "All runs that have ended.")
    private boolean all;

    @Option(
            names = {"-j", "--json"},
            description = "Print the counts as JSON.")
    private boolean json;

    CleanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (all && !selection.words.isEmpty()) {
            throw new ConfigException(Problem.error("--all means every run, but some are named too")
                    .help("leave one of them out"));
        }
        if (!all && selection.words.isEmpty() && selection.unfiltered()) {
            throw new ConfigException(Problem.error("which runs?")
                    .help("name them, or give a condition such as --older-than '30 days', or write --all"));
        }
        if (selection.words.isEmpty()) {
            selection.words.add("all");
        }
        Pergola pergola = context.pergola();
        List<RunId> ids = new RunListing(context)
                .find(selection).stream().map(RunSummary::id).toList();
        var counts = new EnumMap<RemovalOutcome, Integer>(RemovalOutcome.class);
        var tidied = new TidyOutcome(0, 0, 0);
        var builds = new BuildCache.Cleaned(0, 0);
        for (String label : pergola.stores().labels()) {
            Store store = pergola.stores().store(label).orElseThrow();
            List<Integer> numbers = Selector.numbers(ids, label);
            keepHistory(store, numbers);
            remove(store, numbers, counts);
            tidied = sum(tidied, store.tidy(UNTOUCHED));
            builds = sum(builds, clean(pergola, store));
        }
        var groups = NamedGroup.tidy(pergola, UNTOUCHED);
        print(counts, tidied, builds, groups);
        return ExitCode.OK;
    }

    private BuildCache.Cleaned clean(Pergola pergola, Store store) {
        try {
            return pergola.builds(store)
                    .clean(context.environment().clock().instant().minus(UNTOUCHED));
        } catch (IOException e) {
            context.screen().info("warning: builds stay in " + store.builds() + ": " + e.getMessage());
            return new BuildCache.Cleaned(0, 0);
        }
    }

    private static BuildCache.Cleaned sum(BuildCache.Cleaned a, BuildCache.Cleaned b) {
        return new BuildCache.Cleaned(a.removed() + b.removed(), a.bytes() + b.bytes());
    }

    /** What cannot be entered is said, and is no reason to keep runs. */
    private void keepHistory(Store store, List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        var keeper = new HistoryKeeper(store);
        try (History history = History.open(keeper.file())) {
            keeper.catchUp(history, numbers);
        } catch (StoreException e) {
            context.screen().info("warning: " + e.getMessage());
        }
    }

    private void remove(Store store, List<Integer> numbers, Map<RemovalOutcome, Integer> counts) {
        var progress = new ProgressLine(context.screen());
        for (int i = 0; i < numbers.size(); i += AT_ONCE) {
            progress.draw("Removing " + i + "/" + numbers.size() + " ...");
            store.remove(numbers.subList(i, Math.min(i + AT_ONCE, numbers.size())))
                    .forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
        }
        progress.clear();
    }

    private static TidyOutcome sum(TidyOutcome a, TidyOutcome b) {
        return new TidyOutcome(a.jobs() + b.jobs(), a.series() + b.series(), a.leftovers() + b.leftovers());
    }

    private void print(
            Map<RemovalOutcome, Integer> counts,
            TidyOutcome tidied,
            BuildCache.Cleaned builds,
            GroupTidyOutcome groups) {
        int removed = counts.getOrDefault(RemovalOutcome.REMOVED, 0);
        int active = counts.getOrDefault(RemovalOutcome.ACTIVE, 0);
        int gone = counts.getOrDefault(RemovalOutcome.GONE, 0);
        if (json) {
            var values = new LinkedHashMap<String, Value>();
            values.put("removed", Value.of(removed));
            values.put("active", Value.of(active));
            values.put("gone", Value.of(gone));
            values.put("jobs", Value.of(tidied.jobs()));
            values.put("series", Value.of(tidied.series()));
            values.put("leftovers", Value.of(tidied.leftovers()));
            values.put("builds", Value.of(builds.removed()));
            values.put("groups", Value.of(groups.groups()));
            values.put("group_members", Value.of(groups.members()));
            context.screen().line(Json.write(new Value.Entries(values)));
            return;
        }
        context.screen()
                .line("Removed " + removed + (removed == 1 ? " test run" : " test runs")
                        + (active == 0 ? "" : ", left " + active + " active")
                        + (gone == 0 ? "" : ", " + gone + " removed by somebody else")
                        + ".");
        if (tidied.jobs() + tidied.series() + tidied.leftovers() > 0) {
            context.screen()
                    .info("With them went " + tidied.jobs() + " jobs, " + tidied.series() + " series, "
                            + tidied.leftovers() + " leftovers of crashes.");
        }
        if (groups.members() + groups.groups() > 0) {
            context.screen()
                    .info("Groups lost " + NamedGroup.count(groups.members(), "member") + " that "
                            + (groups.members() == 1 ? "is" : "are") + " gone; "
                            + NamedGroup.count(groups.groups(), "empty group") + " went.");
        }
        if (builds.removed() > 0) {
            context.screen()
                    .info(builds.removed() + (builds.removed() == 1 ? " build" : " builds") + " that no run used: "
                            + Amounts.bytes(builds.bytes()) + ".");
        }
    }
}
