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
            "  pergola results 12 --full                all of one run, and what it printed last",
            "  pergola results 12 --by-key per_file     a row for each file",
            "  pergola results 12 --re-run              judge again what the run left behind",
            "  pergola results s5 --update-references --dry-run"
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
            description = "All figures, one a line, why a run did not pass, and what it printed last.")
    private boolean full;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            split = ",",
            description = "Show these keys, each in a column; 'a.b' reaches into mappings.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--by-key",
            paramLabel = "KEY",
            description = "A table of a key that is a mapping, such as per_file: a row for each of its keys.")
    private @Nullable String byKey;

    @Option(names = "--list-keys", description = "Only list the keys there are.")
    private boolean listKeys;

    @Option(names = "--all-passed", description = "End with exit code 1 unless every run passed.")
    private boolean allPassed;

    @Option(names = "--re-run", description = "Parse and judge again, by the configuration that the run was made with.")
    private boolean again;

    @Option(names = "--save", description = "With --re-run: keep the new results in place of the old.")
    private boolean save;

    @Mixin
    private ReferenceOptions references = new ReferenceOptions();

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
        references.check();
        List<RunSummary> found = new RunListing(context).find(selection);
        boolean whole = again || report.wanted() || references.wanted();
        var stored = new StoredResults(context);
        Map<RunId, Value.Entries> results = whole ? stored.all(found) : Map.of();
        List<RunSummary> runs = again ? new ResultsAgain(context, save).judge(found, results) : found;
        if (references.wanted()) {
            new UpdateReferences(context, references).run(runs, results, keys, selection.outcome != null);
            return ExitCode.OK;
        }
        Source known = (some, taker) -> some.forEach(run -> taker.accept(run, results.get(run.id())));
        print(runs, whole ? known : stored::whole, whole);
        if (report.wanted()) {
            report(runs, results);
        }
        boolean passed = runs.stream().allMatch(run -> run.result() == Verdict.PASS);
        return allPassed && !passed ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(List<RunSummary> runs, Source source, boolean whole) {
        var stored = new StoredResults(context);
        if (json) {
            print(runs, source);
        } else if (listKeys) {
            list(runs, source);
        } else if (byKey != null) {
            new KeyTable(context, byKey).print(runs, collected(runs, source), keys);
        } else if (full) {
            new FullResults(context).print(runs, collected(runs, source));
        } else {
            var table = new ResultTable(context, keys);
            if (whole) {
                source.each(runs, table::add);
            } else if (keys.isEmpty()) {
                stored.lines(runs, table::add);
            } else {
                stored.figures(runs, keys, table::add);
            }
            table.print();
            if (runs.size() == 1 && keys.isEmpty()) {
                new Failures(context).print(runs);
            }
        }
    }

    private static Map<RunId, Value.Entries> collected(List<RunSummary> runs, Source source) {
        Map<RunId, Value.Entries> results = HashMap.newHashMap(runs.size());
        source.each(runs, (run, its) -> {
            if (its != null) {
                results.put(run.id(), its);
            }
        });
        return results;
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
