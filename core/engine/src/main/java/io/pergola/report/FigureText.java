package io.pergola.report;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as fields of a table. */
public final class FigureText {

    private FigureText() {}

    /** With its unit, and what it should be. */
    public static String of(Figure figure) {
        String value = of(figure.value());
        String measured = value.isEmpty() || figure.unit().isEmpty() ? value : value + " " + figure.unit();
        String range = range(figure.expected());
        return range.isEmpty() ? measured : measured + " [" + range + "]";
    }

    /** {@code 114..132}, {@code 114..}, {@code ..132}, {@code ref 120}; empty if there is nothing to compare with. */
    private static String range(Figure.Expected expected) {
        if (expected.lower().isEmpty() && expected.upper().isEmpty()) {
            return expected.value().isEmpty() ? "" : "ref " + limit(expected.value());
        }
        return limit(expected.lower()) + ".." + limit(expected.upper());
    }

    private static String limit(OptionalDouble limit) {
        return limit.isPresent() ? number(limit.getAsDouble()) : "";
    }

    /** A value as a field of a table: numbers with at most five digits that matter. */
    public static String of(Value value) {
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
