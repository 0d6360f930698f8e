package io.pergola.cli;

import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Style;
import io.pergola.report.Table;
import io.pergola.store.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pergola status}. */
@Command(
        name = "status",
        description = "Show how test runs stand.",
        footer = {
            "",
            "Examples:",
            "  pergola status                     the last series",
            "  pergola status s5 --failed         what failed in series 5",
            "  pergola status all --newer-than '1 week' --incomplete",
            "  pergola status all -F 'FAILED | state=*_ERROR' --columns id,name,note"
        })
final class StatusCommand implements PlainCommand {

    private static final List<String> USUAL = List.of("id", "name", "state", "result", "time", "nodes", "note");

    private final Context context;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--columns",
            paramLabel = "FIELD",
            split = ",",
            description = "Show these fields: 'id', and the keys of --json.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--csv", description = "One line each, fields between commas, below a line with their names.")
    private boolean csv;

    @Option(names = "--note", description = "Show the note of the state.")
    private boolean note;

    @Option(
            names = {"-s", "--summary"},
            description = "Only counts, by state and by result.")
    private boolean summary;

    @Option(names = "--history", description = "Show all states of one run.")
    private boolean history;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public boolean words(List<String> words) {
        selection.words = words;
        return true;
    }

    @Override
    public Integer call() {
        var listing = new RunListing(context);
        List<RunSummary> runs = listing.find(selection);
        if (history) {
            return new StateHistory(context).print(runs, json);
        }
        if (json) {
            context.screen().line(RunJson.list("statuses", runs, listing.jobs()));
        } else if (csv || !columns.isEmpty()) {
            printFields(runs, listing);
        } else if (summary) {
            printSummary(runs);
        } else {
            printTable(runs, listing);
        }
        return ExitCode.OK;
    }

    private void printFields(List<RunSummary> runs, RunListing listing) {
        List<String> wanted = columns.isEmpty() ? USUAL : columns;
        var table = new FieldTable(
                context.screen(),
                runs.stream().map(run -> FieldTable.row(run, listing.jobs())).toList(),
                wanted);
        if (csv) {
            table.csv(true);
        } else {
            table.table();
        }
    }

    private void printTable(List<RunSummary> runs, RunListing listing) {
        boolean anyNodes = runs.stream().anyMatch(run -> !run.nodes().isEmpty());
        var columns = new ArrayList<Column>(List.of(
                Column.number("Test"),
                Column.text("Name", 16),
                Column.fixed("State"),
                Column.fixed("Result"),
                Column.fixed("Updated")));
        if (anyNodes) {
            columns.add(Column.text("Nodes", 6));
        }
        if (note) {
            columns.add(Column.text("Note", 12));
        }
        var table = new Table(columns);
        for (RunSummary run : runs) {
            var row = new ArrayList<Cell>(List.of(
                    Cell.of(run.id().toString()),
                    Cell.of(run.name()),
                    RunColumns.state(run, listing.jobs()),
                    RunColumns.verdict(run.result()),
                    new Cell(RunColumns.time(run.stateTime()), Style.DIM)));
            if (anyNodes) {
                row.add(Cell.of(RunColumns.nodes(run)));
            }
            if (note) {
                row.add(Cell.of(RunColumns.note(run, listing.jobs())));
            }
            table.add(row);
        }
        context.screen().table(table);
    }

    private void printSummary(List<RunSummary> runs) {
        var table = new Table(List.of(Column.fixed("What"), Column.number("Runs"), Column.number("Share")));
        addCounts(table, runs, RunSummary::state);
        addCounts(
                table,
                runs,
                run -> run.result() == null ? "no result" : run.result().name());
        context.screen().table(table);
    }

    private static void addCounts(Table table, List<RunSummary> runs, Function<RunSummary, String> what) {
        Map<String, Long> counts =
                runs.stream().collect(Collectors.groupingBy(what, TreeMap::new, Collectors.counting()));
        counts.forEach((key, count) -> table.add(List.of(
                Cell.of(key), Cell.of(count.toString()), Cell.of(Math.round(100.0 * count / runs.size()) + " %"))));
    }
}
