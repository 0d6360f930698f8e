package io.pergola.results;

import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.model.Value;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of one CSV table, as they are read: which of them count, what they are worth, and why it is nothing. */
final class CsvRows {

    private static final Pattern INDEX = Pattern.compile("-?[0-9]{1,6}");

    private final CsvParser parser;
    private final ValueSink values;
    private List<String> headings = List.of();
    private List<String> names = List.of();
    private int column = -1;
    private String wrong = "";
    private long rows;
    private long chosen;
    private String firstRow = "";
    private String firstFault = "";

    CsvRows(CsvParser parser, ValueSink values) {
        this.parser = parser;
        this.values = values;
        if (!parser.format().headings().isEmpty()) {
            begin(parser.format().headings());
        }
    }

    /** Takes the next row; false if no further one is wanted. */
    boolean accept(List<String> cells) {
        if (headings.isEmpty()) {
            begin(cells);
            return true;
        }
        rows++;
        if (!wrong.isEmpty()) {
            return true;
        }
        SequencedMap<String, Value> row = row(cells);
        if (!counts(row)) {
            return true;
        }
        chosen++;
        if (parser.column().isEmpty()) {
            return values.add(Value.of(row));
        }
        String cell = column < cells.size() ? cells.get(column).strip() : "";
        return cell.isEmpty() || values.add(Value.of(cell));
    }

    private void begin(List<String> cells) {
        headings = cells.stream().map(String::strip).toList();
        names = TableParser.named(headings);
        if (!parser.column().isEmpty()) {
            column = find(parser.column());
            if (column < 0) {
                wrong = "there is no such column. " + Nearest.sentence(parser.column(), known());
            }
        }
        parser.where()
                .flatMap(this::unknown)
                .ifPresent(name -> wrong = "there is no column '" + name + "' as in where. "
                        + Nearest.sentence(name, new TreeSet<>(names)));
    }

    /** By its heading, its name, or its index. */
    private int find(String wanted) {
        int named = headings.contains(wanted) ? headings.indexOf(wanted) : names.indexOf(wanted);
        if (named >= 0 || !INDEX.matcher(wanted).matches()) {
            return named;
        }
        int index = Integer.parseInt(wanted);
        int at = index < 0 ? headings.size() + index : index;
        return at < headings.size() ? at : -1;
    }

    private List<String> known() {
        List<String> known = new ArrayList<>(headings);
        known.removeIf(String::isEmpty);
        return known;
    }

    private Optional<String> unknown(Expression where) {
        return where.paths().stream()
                .map(List::getFirst)
                .filter(name -> !names.contains(name))
                .findFirst();
    }

    private SequencedMap<String, Value> row(List<String> cells) {
        if (!parser.column().isEmpty() && parser.where().isEmpty()) {
            return new LinkedHashMap<>();
        }
        SequencedMap<String, Value> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                String cell = i < cells.size() ? cells.get(i).strip() : "";
                row.put(names.get(i), cell.isEmpty() ? Value.NULL : Value.of(cell));
            }
        }
        return row;
    }

    private boolean counts(SequencedMap<String, Value> row) {
        @Nullable Expression where = parser.where().orElse(null);
        if (where == null) {
            return true;
        }
        if (firstRow.isEmpty()) {
            firstRow = shown(row, where);
        }
        try {
            var cells = (Value.Entries) Numbers.convert(Value.of(row));
            Value answer = where.evaluateResults(cells, Functions.builtIn());
            if (answer instanceof Value.Bool(boolean counts)) {
                return counts;
            }
            fault("where is no truth value");
        } catch (ExpressionException e) {
            fault(String.valueOf(e.getMessage()));
        }
        return false;
    }

    /** A row that the question does not fit, such as one of totals, is none that counts. */
    private void fault(String message) {
        firstFault = firstFault.isEmpty() ? " (row " + rows + ": " + message + ")" : firstFault;
    }

    private static String shown(SequencedMap<String, Value> row, Expression where) {
        List<String> cells = new ArrayList<>();
        for (List<String> path : where.paths()) {
            String cell = row.get(path.getFirst()) instanceof Value.Text(String text) ? text : "";
            cells.add(path.getFirst() + " '" + cell + "'");
        }
        return String.join(", ", cells.stream().distinct().toList());
    }

    /** What there is to say at the end of the table; it matters if there was no value. */
    SearchOutcome outcome() {
        if (headings.isEmpty()) {
            return SearchOutcome.nothing("there is no table");
        }
        if (!wrong.isEmpty()) {
            return SearchOutcome.nothing(wrong);
        }
        if (rows == 0) {
            return SearchOutcome.nothing("the table has no rows");
        }
        String some = rows == 1 ? "its one row" : "its " + rows + " rows";
        if (chosen == 0) {
            return SearchOutcome.nothing(
                    "none of " + some + " fits where" + firstFault + "; the first has " + firstRow);
        }
        return SearchOutcome.nothing("the column is empty in " + (rows == chosen ? some : chosen + " of " + some));
    }
}
