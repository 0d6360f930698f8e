package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.RunSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola results}. */
@Command(
        name = "results",
        description = "Show the results and figures of test runs.",
        footer = {
            "",
            "Examples:",
            "  pergola results                          the last series",
            "  pergola results s5 -k triad_bandwidth    one column for that figure",
            "  pergola results all --json --passed",
            "  pergola results 12 --re-run              judge again what the run left behind"
        })
final class ResultsCommand implements PlainCommand {

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-j", "--json"},
            description = "Print the whole results as a JSON list.")
    private boolean json;

    @Option(
            names = {"-f", "--full"},
            description = "The same as --json.")
    private boolean full;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            split = ",",
            description = "Show these keys, each in a column; 'a.b' reaches into mappings.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--list-keys", description = "Only list the keys there are.")
    private boolean listKeys;

    @Option(names = "--all-passed", description = "End with exit code 1 unless every run passed.")
    private boolean allPassed;

    @Option(names = "--re-run", description = "Parse and judge again, by the configuration that the run was made with.")
    private boolean again;

    @Option(names = "--save", description = "With --re-run: keep the new results in place of the old.")
    private boolean save;

    @Mixin
    private ReportOption report = new ReportOption();

    ResultsCommand(Context context) {
        this.context = context;
    }

    @Override
    public boolean words(List<String> words) {
        selection.words = words;
        return true;
    }

    @Override
    public Integer call() {
        if (save && !again) {
            throw new ConfigException(
                    Problem.error("--save means nothing without --re-run").help("add it"));
        }
        List<RunSummary> found = new RunListing(context).find(selection);
        boolean whole = again || report.wanted();
        var stored = new StoredResults(context);
        Map<RunId, Value.Entries> results = whole ? stored.all(found) : Map.of();
        List<RunSummary> runs = again ? new ResultsAgain(context, save).judge(found, results) : found;
        Source known = (some, taker) -> some.forEach(run -> taker.accept(run, results.get(run.id())));
        if (json || full) {
            print(runs, whole ? known : stored::whole);
        } else if (listKeys) {
            list(runs, whole ? known : stored::whole);
        } else {
            var table = new ResultTable(context, keys);
            if (whole) {
                known.each(runs, table::add);
            } else if (keys.isEmpty()) {
                stored.lines(runs, table::add);
            } else {
                stored.figures(runs, keys, table::add);
            }
            table.print();
        }
        if (report.wanted()) {
            report(runs, results);
        }
        boolean passed = runs.stream().allMatch(run -> run.result() == Verdict.PASS);
        return allPassed && !passed ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Where the results of runs come from. */
    private interface Source {
        void each(List<RunSummary> runs, StoredResults.Taker taker);
    }

    /** One list, run by run: of many runs it may not fit into memory. */
    private void print(List<RunSummary> runs, Source source) {
        PrintWriter out = context.screen().out();
        out.print('[');
        var separator = new AtomicReference<>("");
        source.each(runs, (run, its) -> out.print(separator.getAndSet(",") + Json.write(entry(run, its))));
        out.println(']');
    }

    private void list(List<RunSummary> runs, Source source) {
        var names = new TreeSet<String>();
        source.each(runs, (run, its) -> figures(run, its).forEach(names::add));
        names.forEach(context.screen()::line);
    }

    private void report(List<RunSummary> runs, Map<RunId, Value.Entries> results) {
        runs.stream().collect(Collectors.groupingBy(run -> run.id().label())).forEach((label, its) -> context.pergola()
                .stores()
                .store(label)
                .ifPresent(store -> report.add(context, store, its, byNumber(its, results))));
        report.write(context);
    }

    private static Map<Integer, Value.Entries> byNumber(List<RunSummary> runs, Map<RunId, Value.Entries> results) {
        var byNumber = new HashMap<Integer, Value.Entries>();
        for (RunSummary run : runs) {
            Value.@Nullable Entries its = results.get(run.id());
            if (its != null) {
                byNumber.put(run.id().number(), its);
            }
        }
        return byNumber;
    }

    private static Stream<String> figures(RunSummary run, Value.@Nullable Entries results) {
        return results == null ? Stream.empty() : RunJson.figures(run, results).values().keySet().stream();
    }

    /** A run's results; of a run without any, what is known of it. */
    private static Value.Entries entry(RunSummary run, Value.@Nullable Entries results) {
        return results != null ? results : RunJson.outcome(run, null, Map.of());
    }
}
