package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.store.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola list}. */
@Command(
        name = "list",
        description = "List the ids of test runs or series, to feed other commands.",
        footer = {
            "",
            "The first word may be 'runs' or 'series'; without it, runs are listed. Of series, those are",
            "listed that have a run that was selected; without a selection, all of them.",
            "",
            "Fields of runs are the keys of 'pergola status --json', and 'id'. Fields of series:",
            "id, name, user, sys_name, created, runs, passed, failed, errors, without_result, unfinished.",
            "",
            "Examples:",
            "  pergola list --failed                        of the last series",
            "  pergola cancel $(pergola list all --incomplete --name 'demo.*')",
            "  pergola list series --newer-than '1 week' --long",
            "  pergola list runs all --csv -O id,name,result"
        })
final class ListCommand implements Callable<Integer> {

    private static final Set<String> RUNS = Set.of("runs", "run", "test_runs");
    private static final List<String> RUN_FIELDS = List.of("id", "name", "user", "sys_name", "result");
    private static final List<String> SERIES_FIELDS =
            List.of("id", "name", "user", "created", "runs", "passed", "failed", "errors", "unfinished");

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @ArgGroup
    private Form form = new Form();

    @Option(
            names = {"-O", "--out-fields"},
            paramLabel = "FIELD",
            split = ",",
            description = "Fields for --long and --csv.")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--header", description = "A first line with the names of the fields (--csv).")
    private boolean header;

    /** How it is printed. */
    static final class Form {
        @Option(names = "--csv", description = "One line each, fields between commas.")
        private boolean csv;

        @Option(names = "--long", description = "A table.")
        private boolean table;

        @Option(names = "--multi-line", description = "One id a line.")
        private boolean lines;

        @Option(
                names = {"-j", "--json"},
                description = "Print JSON, with all fields.")
        private boolean json;
    }

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean series =
                !selection.words.isEmpty() && selection.words.getFirst().equals("series");
        if (series || (!selection.words.isEmpty() && RUNS.contains(selection.words.getFirst()))) {
            selection.words.removeFirst();
        }
        if (series && selection.words.isEmpty()) {
            selection.words.add("all");
        }
        List<RunSummary> runs = new RunListing(context).find(selection);
        if (series) {
            print("series", new SeriesRows(context.pergola().stores()).of(runs), SERIES_FIELDS);
        } else {
            print(
                    "runs",
                    runs.stream().map(run -> FieldTable.row(run, Map.of())).toList(),
                    RUN_FIELDS);
        }
        return ExitCode.OK;
    }

    private void print(String key, List<Value.Entries> rows, List<String> usual) {
        var table = new FieldTable(context.screen(), rows, fields.isEmpty() ? usual : fields);
        if (form.json) {
            table.json(key);
        } else if (form.table) {
            table.table();
        } else if (form.csv) {
            table.csv(header);
        } else if (!rows.isEmpty()) {
            context.screen()
                    .line(rows.stream()
                            .map(row -> Listing.text(row.values().getOrDefault("id", Value.NULL)))
                            .collect(Collectors.joining(form.lines ? "\n" : " ")));
        }
    }
}
