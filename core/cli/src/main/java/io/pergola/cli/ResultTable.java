package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Figure;
import io.pergola.report.Figures;
import io.pergola.report.Style;
import io.pergola.report.Table;
import io.pergola.store.RunSummary;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs with their results and figures. */
final class ResultTable {

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
        this.table = new Table(columns);
    }

    void add(RunSummary run, Value.@Nullable Entries its) {
        var row = new ArrayList<Cell>(List.of(
                Cell.of(run.id().toString()),
                Cell.of(run.name()),
                result(run),
                new Cell(RunColumns.duration(run, now), Style.DIM)));
        if (keys.isEmpty()) {
            row.add(Cell.of(summary(run, its)));
        } else {
            keys.forEach(key -> row.add(its == null ? Cell.of("") : cell(run, its, key)));
        }
        table.add(row);
    }

    void print() {
        context.screen().table(table);
    }

    private static Cell result(RunSummary run) {
        return run.result() == null ? new Cell(run.state(), Style.BAD) : RunColumns.verdict(run.result());
    }

    /** The figures; of a run without any that did not pass, the reason. */
    private static String summary(RunSummary run, Value.@Nullable Entries results) {
        String figures = results == null
                ? ""
                : Figures.of(results, run.nodes()).stream()
                        .map(figure -> figure.key() + "=" + text(figure))
                        .collect(Collectors.joining("  "));
        if (run.result() == Verdict.PASS) {
            return figures;
        }
        String why = why(run, results);
        return figures.isEmpty() ? why : why.isEmpty() ? figures : why + " | " + figures;
    }

    private static String why(RunSummary run, Value.@Nullable Entries results) {
        if (results != null && results.values().get(ResultKeys.REASON) instanceof Value.Text(String reason)) {
            return reason;
        }
        if (results != null
                && results.values().get("pav_result_errors") instanceof Value.Items errors
                && !errors.values().isEmpty()) {
            return text(errors.values().getFirst());
        }
        boolean plain = run.state().equals("COMPLETE");
        if (plain && results != null && results.values().get("return_value") instanceof Value.Int(var code)) {
            return ending(code);
        }
        return plain ? "" : run.note();
    }

    private static String ending(BigInteger code) {
        return switch (code.signum()) {
            case 0 -> "";
            case 1 -> "exit code " + code;
            default -> "killed by signal " + code.negate();
        };
    }

    /** One figure, with its unit, and the least and the most that it should be. */
    private static Cell cell(RunSummary run, Value.Entries results, String key) {
        return Figures.flat(results, run.nodes()).stream()
                .filter(figure -> figure.key().equals(key))
                .findFirst()
                .map(figure -> new Cell(text(figure), figure.expected().violated() ? Style.BAD : Style.PLAIN))
                .orElseGet(() -> Cell.of(text(find(results, key))));
    }

    private static String text(Figure figure) {
        String value = text(figure.value());
        String measured = value.isEmpty() || figure.unit().isEmpty() ? value : value + " " + figure.unit();
        return figure.expected().known() ? measured + " [" + range(figure.expected()) + "]" : measured;
    }

    /** {@code 114..132}, {@code 114..}, {@code ..132}, {@code ref 120}. */
    private static String range(Figure.Expected expected) {
        if (expected.lower().isEmpty() && expected.upper().isEmpty()) {
            return "ref " + limit(expected.value());
        }
        return limit(expected.lower()) + ".." + limit(expected.upper());
    }

    private static String limit(OptionalDouble limit) {
        return limit.isPresent() ? number(limit.getAsDouble()) : "";
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

    /** A value as a field of a table: numbers with at most five digits that matter. */
    static String text(Value value) {
        return switch (value) {
            case Value.Null() -> "";
            case Value.Text(String text) -> text;
            case Value.Real(double number) -> number(number);
            case Value.Items items
            when items.values().size() > 4 -> "[" + items.values().size() + " values]";
            case Value.Entries entries
            when entries.values().size() > 4 -> "{" + entries.values().size() + " keys}";
            default -> Json.write(value);
        };
    }

    private static String number(double number) {
        double size = Math.abs(number);
        if ((size != 0 && (size >= 1e6 || size < 1e-3)) || !Double.isFinite(number)) {
            return String.format(Locale.ROOT, "%.4g", number);
        }
        int places = size >= 1000 ? 1 : size >= 10 ? 3 : 4;
        double scaled = size * (places == 1 ? 10 : places == 3 ? 1000 : 10_000);
        boolean doubtful = Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-4;
        String text = doubtful
                ? String.format(Locale.ROOT, "%." + places + "f", number)
                : fixed(number < 0, Math.round(scaled), places);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** Tables of many runs have hundreds of thousands of numbers, for which a formatter takes its time. */
    private static String fixed(boolean negative, long scaled, int places) {
        String digits = Long.toString(scaled);
        String padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
        int point = padded.length() - places;
        return (negative ? "-" : "") + padded.substring(0, point) + "." + padded.substring(point);
    }
}
