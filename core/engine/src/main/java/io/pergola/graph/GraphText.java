package io.pergola.graph;

import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import io.pergola.results.Figure;

/** Texts in a chart: on one line, harmless in a picture and in XML, of bounded length. */
final class GraphText {

    private static final int LONGEST = 48;
    private static final int LONGEST_TITLE = 120;

    private GraphText() {}

    /** For a legend or an axis; what is too long loses its middle, since names differ at their ends. */
    static String label(String text) {
        return fit(text, LONGEST);
    }

    static String title(String text) {
        return fit(text, LONGEST_TITLE);
    }

    /** At most so many columns, at least 3. */
    static String fit(String text, int columns) {
        String clean = clean(text);
        if (DisplayText.width(clean) <= columns) {
            return clean;
        }
        int half = (columns - 1) / 2;
        String head = DisplayText.cut(clean, half + 1);
        int from = clean.length();
        int used = 0;
        while (from > 0) {
            int c = clean.codePointBefore(from);
            used += DisplayText.width(Character.toString(c));
            if (used > half) {
                break;
            }
            from -= Character.charCount(c);
        }
        return head + clean.substring(from);
    }

    /** Without what a terminal would obey, and without what XML cannot hold. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        DisplayText.harmless(text).strip().codePoints().forEach(c -> {
            boolean allowed = c < 0xD800 || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
            clean.appendCodePoint(allowed ? c : '?');
        });
        return clean.toString();
    }

    /** A value as the name of a category or a series. */
    static String of(Value value) {
        return switch (value) {
            case Value.Null() -> "";
            case Value.Text(String text) -> text;
            case Value.Int(var number) -> number.toString();
            case Value.Real(double number) -> Figure.number(number);
            case Value.Bool(boolean flag) -> flag ? "True" : "False";
            case Value.Items(var items) ->
                String.join(", ", items.stream().map(GraphText::of).toList());
            case Value.Entries(var entries) ->
                String.join("-", entries.values().stream().map(GraphText::of).toList());
        };
    }
}
