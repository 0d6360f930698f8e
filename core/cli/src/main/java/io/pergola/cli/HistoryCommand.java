package io.pergola.cli;

import io.pergola.history.History;
import io.pergola.history.HistoryExport;
import io.pergola.history.HistoryKeeper;
import io.pergola.history.HistoryQuery;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.FigureText;
import io.pergola.report.Table;
import io.pergola.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola history}. */
@Command(
        name = "history",
        description = "Show or export what became of all runs, also of those that were removed.",
        footer = {
            "",
            "The history is a SQLite database; docs/history.md describes its tables.",
            "",
            "Examples:",
            "  pergola history 'stream.*' -k triad      the last runs of a test with a figure",
            "  pergola history --export csv > all.csv",
            "  sqlite3 $(pergola history --path) 'SELECT * FROM figures'"
        })
final class HistoryCommand implements Callable<Integer> {

    /** A text form of the history. */
    enum Export {
        csv,
        json,
        openmetrics
    }

    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEST",
            description = "Only tests whose name matches, such as 'suite.*'.",
            defaultValue = "*")
    private String names = "*";

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            split = ",",
            description = "Show these figures, each in a column.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many runs, the newest first. Default: 20.")
    private int limit = 20;

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            description = "Print all of it: csv, json (an object a line) or openmetrics.")
    private @Nullable Export export;

    @Option(names = "--path", description = "Bring the database up to date, and print only where it is.")
    private boolean path;

    @Option(names = "--label", paramLabel = "LABEL", description = "Of another working directory, by its label.")
    private @Nullable String label;

    HistoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Store store = store();
        var keeper = new HistoryKeeper(store);
        try (History history = History.open(keeper.file())) {
            keeper.catchUp(history);
            if (path) {
                context.screen().line(keeper.file().toString());
            } else if (export != null) {
                export(new HistoryExport(history, names), export);
            } else {
                print(new HistoryQuery(history).newest(names, limit));
            }
        }
        return ExitCode.OK;
    }

    private Store store() {
        var stores = context.pergola().stores();
        String wanted = label == null ? stores.labels().iterator().next() : label;
        return stores.store(wanted)
                .orElseThrow(() -> new ConfigException(
                        Problem.error("there is no working directory with the label '" + wanted + "'")
                                .help("There are: " + String.join(", ", stores.labels()))));
    }

    private void export(HistoryExport export, Export format) {
        switch (format) {
            case csv -> export.csv(context.screen()::line);
            case json -> export.jsonLines(context.screen()::line);
            case openmetrics -> export.openMetrics(context.screen()::line);
        }
    }

    private void print(List<HistoryQuery.Row> rows) {
        var columns = new ArrayList<Column>(List.of(
                Column.number("Test"),
                Column.text("Name", 16),
                Column.fixed("Result"),
                Column.fixed("Finished"),
                Column.fixed("Revision")));
        if (keys.isEmpty()) {
            columns.add(Column.text("Figures", 10));
        } else {
            keys.forEach(key -> columns.add(Column.text(key, 8)));
        }
        var table = new Table(columns);
        for (HistoryQuery.Row row : rows) {
            var cells = new ArrayList<Cell>(List.of(
                    Cell.of(row.id()),
                    Cell.of(row.name()),
                    result(row.result()),
                    Cell.of(row.finished() == null ? "" : RunColumns.time(row.finished())),
                    Cell.of(row.revision()
                            .substring(0, Math.min(10, row.revision().length())))));
            if (keys.isEmpty()) {
                cells.add(Cell.of(row.figures().entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + text(figure.getValue()))
                        .collect(Collectors.joining("  "))));
            } else {
                keys.forEach(key -> cells.add(Cell.of(text(row.figures().get(key)))));
            }
            table.add(cells);
        }
        context.screen().table(table);
    }

    private static Cell result(String result) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().equals(result))
                .findFirst()
                .map(RunColumns::verdict)
                .orElseGet(() -> Cell.of(result));
    }

    private static String text(HistoryQuery.@Nullable Measured figure) {
        if (figure == null) {
            return "";
        }
        String number = FigureText.of(Value.of(figure.value()));
        return figure.unit().isEmpty() ? number : number + " " + figure.unit();
    }
}
