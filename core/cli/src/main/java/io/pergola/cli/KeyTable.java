package io.pergola.cli;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Figure;
import io.pergola.report.FigureText;
import io.pergola.report.Figures;
import io.pergola.report.Style;
import io.pergola.report.Table;
import io.pergola.store.RunSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** One key of the results that is a mapping, such as {@code per_file}: a row for each of its keys, of all runs. */
final class KeyTable {

    /** Of a mapping without mappings in it. */
    private static final String ONLY = "value";

    private static final int NAMED = 3;

    private final Context context;
    private final String key;

    KeyTable(Context context, String key) {
        this.context = context;
        this.key = key;
    }

    /** What one run has below one key: figures by column. */
    private record Row(RunSummary run, String name, SequencedMap<String, Figure> figures) {}

    /**
     * Prints it.
     *
     * @param wanted only these columns, in this order; none for all
     * @throws ConfigException if no run has such a mapping
     */
    void print(List<RunSummary> runs, Map<RunId, Value.Entries> results, List<String> wanted) {
        List<Row> rows = new ArrayList<>();
        Set<String> mappings = new TreeSet<>();
        for (RunSummary run : runs) {
            Value.Entries its = results.get(run.id());
            if (its != null) {
                rows.addAll(rows(run, its));
                its.values().forEach((name, value) -> {
                    if (value instanceof Value.Entries(var entries) && !entries.isEmpty()) {
                        mappings.add(name);
                    }
                });
            }
        }
        if (rows.isEmpty()) {
            throw new ConfigException(none(mappings, runs.size()));
        }
        SequencedSet<String> columns = new LinkedHashSet<>(wanted);
        if (wanted.isEmpty()) {
            rows.forEach(row -> columns.addAll(row.figures().keySet()));
        }
        print(rows, columns);
    }

    private Problem none(Set<String> mappings, int runs) {
        Problem problem =
                Problem.error("--by-key: " + (runs == 1 ? "this run has no" : "none of these " + runs + " runs has a")
                        + " mapping '" + key + "' in its results");
        return mappings.isEmpty() ? problem : problem.help("There are: " + String.join(", ", mappings));
    }

    /** Figures have dots between the keys of mappings, and may themselves be empty mappings or go deeper. */
    private List<Row> rows(RunSummary run, Value.Entries results) {
        if (!(results.values().get(key) instanceof Value.Entries(var names))) {
            return List.of();
        }
        Map<String, Figure> figures = new LinkedHashMap<>();
        Figures.below(results, key).forEach(figure -> figures.put(figure.key(), figure));
        List<Row> rows = new ArrayList<>();
        names.forEach((name, value) -> {
            String path = key + "." + name;
            SequencedMap<String, Figure> its = new LinkedHashMap<>();
            figures.forEach((full, figure) -> {
                if (full.equals(path)) {
                    its.put(ONLY, figure);
                } else if (full.startsWith(path + ".") && value instanceof Value.Entries) {
                    its.put(full.substring(path.length() + 1), figure);
                }
            });
            rows.add(new Row(run, name, its));
        });
        return rows;
    }

    private void print(List<Row> rows, Collection<String> columns) {
        List<Column> all =
                new ArrayList<>(List.of(Column.number("Test"), Column.text("Name", 12), Column.text(key, 12)));
        columns.forEach(column -> all.add(Column.text(column, 8)));
        var table = new Table(all, NAMED);
        for (Row row : rows) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(row.run().id().toString()), Cell.of(row.run().name()), Cell.of(row.name())));
            for (String column : columns) {
                Figure figure = row.figures().get(column);
                cells.add(
                        figure == null
                                ? Cell.of("")
                                : new Cell(
                                        FigureText.of(figure), figure.expected().violated() ? Style.BAD : Style.PLAIN));
            }
            table.add(cells);
        }
        context.screen().table(table);
    }
}
