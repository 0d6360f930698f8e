package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.FigureText;
import io.pergola.report.Figures;
import io.pergola.report.Style;
import io.pergola.report.Table;
import io.pergola.store.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs with their results and figures. */
final class ResultTable {

    /** Number, name and verdict stand beside all figures. */
    private static final int KEPT = 3;

    private final Context context;
    private final List<String> keys;
    private final Table table;
    private final Instant now;

    /** Without {@code keys} all figures stand in one column; with keys each has its own. */
    ResultTable(Context context, List<String> keys) {
        this.context = context;
        this.keys = List.copyOf(keys);
        this.now = context.environment().clock().instant();
        var columns = new ArrayList<Column>(
                List.of(Column.number("Test"), Column.text("Name", 16), Column.fixed("Result"), Column.number("Time")));
        if (keys.isEmpty()) {
            columns.add(Column.text("Figures", 10));
        } else {
            keys.forEach(key -> columns.add(Column.text(key, 8)));
        }
        this.table = new Table(columns, KEPT);
    }

    /** {@code its} results are null if it has none. */
    void add(RunSummary run, Value.@Nullable Entries its) {
        List<Cell> row = begun(run);
        if (keys.isEmpty()) {
            row.add(Cell.of(run.line(its)));
        } else {
            keys.forEach(key -> row.add(its == null ? Cell.of("") : cell(run, its, key)));
        }
        table.add(row);
    }

    /** A row whose figures are a text already. */
    void add(RunSummary run, String figures) {
        List<Cell> row = begun(run);
        row.add(Cell.of(figures));
        table.add(row);
    }

    private List<Cell> begun(RunSummary run) {
        return new ArrayList<>(List.of(
                Cell.of(run.id().toString()),
                Cell.of(run.name()),
                result(run),
                new Cell(RunColumns.duration(run, now), Style.DIM)));
    }

    void print() {
        context.screen().table(table);
    }

    /** The verdict, or how it ended without one. */
    static Cell result(RunSummary run) {
        return run.result() == null ? new Cell(run.state(), Style.BAD) : RunColumns.verdict(run.result());
    }

    /** One figure, with its unit, and the least and the most that it should be. */
    private static Cell cell(RunSummary run, Value.Entries results, String key) {
        return Figures.flat(results, run.nodes()).stream()
                .filter(figure -> figure.key().equals(key))
                .findFirst()
                .map(figure -> new Cell(FigureText.of(figure), figure.expected().violated() ? Style.BAD : Style.PLAIN))
                .orElseGet(() -> Cell.of(FigureText.of(find(results, key))));
    }

    private static Value find(Value.Entries results, String path) {
        Value value = results;
        for (String part : path.split("\\.", -1)) {
            value = value instanceof Value.Entries entries
                    ? entries.values().getOrDefault(part, Value.NULL)
                    : Value.NULL;
        }
        return value;
    }
}
