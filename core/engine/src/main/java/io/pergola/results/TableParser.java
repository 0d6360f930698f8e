package io.pergola.results;

import io.pergola.expr.PythonRegex;
import io.pergola.model.Value;
import io.pergola.spi.ResultLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A table that begins on this line. Rows are named by their first cell, or {@code row_N}; columns by {@code col_names}, or else by
 * the first row. Columns without a name are dropped; cells that are empty or missing are nothing.
 */
record TableParser(Shape shape, List<String> columnNames, boolean labelled, boolean byColumn)
        implements Parser.OfBlock {

    private static final int MOST_ROWS = 100_000;
    private static final Pattern WORDLESS = Pattern.compile("\\W", Pattern.UNICODE_CHARACTER_CLASS);

    /** How lines become rows. */
    record Shape(Pattern delimiter, Pattern ignored, Pattern end, boolean lstrip) {}

    static Parser of(Arguments arguments) {
        var shape = new Shape(
                arguments.regex("delimiter_re", "\\s+"),
                arguments.regex("row_ignore_re", "^[\\s|+=-]+$"),
                arguments.regex("table_end_re", "^\\s*$"),
                arguments.truth("lstrip", false));
        return new TableParser(
                shape,
                arguments.texts("col_names", List.of()),
                arguments.truth("has_row_labels", true),
                arguments.truth("by_column", false));
    }

    @Override
    public Finding parse(ResultLines lines) throws IOException {
        List<String> columns = columnNames.isEmpty() ? List.of() : named(columnNames);
        boolean headless = columnNames.isEmpty();
        SequencedMap<String, SequencedMap<String, Value>> rows = new LinkedHashMap<>();
        while (lines.next() && !matches(shape.end(), lines.text())) {
            String line = lines.text();
            if (matches(shape.ignored(), line)) {
                continue;
            }
            List<String> cells = cells(line);
            if (headless) {
                columns = named(labelled ? cells.subList(1, cells.size()) : cells);
                headless = false;
            } else {
                rows.put(label(cells, rows), row(labelled ? cells.subList(1, cells.size()) : cells, columns));
            }
            if (rows.size() > MOST_ROWS) {
                return new Finding.Failed("the table has more than " + MOST_ROWS + " rows");
            }
        }
        return rows.isEmpty() ? Finding.NOTHING : new Finding.Found(byColumn ? turned(columns, rows) : value(rows));
    }

    private static boolean matches(Pattern pattern, String line) {
        return PythonRegex.search(pattern, line).isPresent();
    }

    /** At least one. */
    private List<String> cells(String line) {
        String rest = shape.lstrip() ? line.stripLeading() : line;
        List<String> cells = new ArrayList<>();
        // Bounded as all patterns of users are: each search begins behind the delimiter found before.
        while (true) {
            MatchResult match = PythonRegex.search(shape.delimiter(), rest).orElse(null);
            if (match == null || match.end() == 0) {
                cells.add(rest.strip());
                return cells;
            }
            cells.add(rest.substring(0, match.start()).strip());
            rest = rest.substring(match.end());
        }
    }

    private String label(List<String> cells, SequencedMap<String, ?> rows) {
        String name = labelled ? word(cells.getFirst()) : "";
        return unique(name.isEmpty() ? "row_" + rows.size() : name, 1, rows.sequencedKeySet()::contains);
    }

    private static SequencedMap<String, Value> row(List<String> cells, List<String> columns) {
        SequencedMap<String, Value> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = i < cells.size() ? cells.get(i) : "";
            if (!columns.get(i).isEmpty()) {
                row.put(columns.get(i), cell.isEmpty() ? Value.NULL : Value.of(cell));
            }
        }
        return row;
    }

    /** Names for columns, made of letters, digits and {@code _}, each once; empty where there is no heading. */
    static List<String> named(List<String> headings) {
        List<String> names = new ArrayList<>();
        for (String heading : headings) {
            String word = word(heading.strip());
            String name = !word.isEmpty() && Character.isDigit(word.charAt(0)) ? "c_" + word : word;
            names.add(name.isEmpty() ? name : unique(name, 2, names::contains));
        }
        return names;
    }

    private static String word(String text) {
        return WORDLESS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_");
    }

    private static String unique(String name, int first, Predicate<String> taken) {
        String unique = name;
        for (int i = first; taken.test(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    private static Value value(SequencedMap<String, SequencedMap<String, Value>> rows) {
        var all = new LinkedHashMap<String, Value>();
        rows.forEach((label, row) -> all.put(label, Value.of(row)));
        return Value.of(all);
    }

    private static Value turned(List<String> columns, SequencedMap<String, SequencedMap<String, Value>> rows) {
        var all = new LinkedHashMap<String, Value>();
        for (String column : columns) {
            if (!column.isEmpty()) {
                var values = new LinkedHashMap<String, Value>();
                rows.forEach((label, row) -> values.put(label, row.getOrDefault(column, Value.NULL)));
                all.put(column, Value.of(values));
            }
        }
        return Value.of(all);
    }

    @Override
    public String looksFor() {
        return columnNames.isEmpty() ? "a table" : "a table with the columns " + String.join(", ", columnNames);
    }
}
