package io.pergola.expr;

import io.pergola.model.Value;
import org.jspecify.annotations.Nullable;

/** Formats a scalar by a {@link FormatSpec}. */
final class Formatter {

    private Formatter() {}

    /** The formatted text; a text that does not fit the format is tried again as the number it reads as. */
    static String format(Value value, FormatSpec spec) {
        if (spec.isEmpty()) {
            return Printing.print(value);
        }
        if (!(value instanceof Value.Text(String text))) {
            return NumberFormat.format(value, spec);
        }
        String misfit = misfit(spec);
        if (misfit == null) {
            return text(text, spec);
        }
        Value converted = Numbers.convert(value);
        if (converted instanceof Value.Text) {
            throw new ArgumentException(misfit + " cannot format " + Kinds.of(value));
        }
        return NumberFormat.format(converted, spec);
    }

    /** What in the format is not for texts; null if all of it is. */
    private static @Nullable String misfit(FormatSpec spec) {
        if (spec.type() != 0 && spec.type() != 's') {
            return "Type \"" + spec.type() + "\"";
        }
        if (spec.sign() != 0) {
            return "A sign";
        }
        if (spec.alternate()) {
            return "\"#\"";
        }
        if (spec.grouping() != 0) {
            return "\"" + spec.grouping() + "\"";
        }
        return spec.align() == '=' ? "\"=\"" : null;
    }

    private static String text(String text, FormatSpec spec) {
        int length = text.codePointCount(0, text.length());
        String cut = spec.precision() >= 0 && spec.precision() < length
                ? text.substring(0, text.offsetByCodePoints(0, spec.precision()))
                : text;
        return pad("", cut, spec, spec.align() == 0 ? '<' : spec.align());
    }

    /** Pads to the width; with {@code =} between the two parts. */
    static String pad(String head, String tail, FormatSpec spec, char align) {
        String text = head + tail;
        int missing = spec.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        String fill = Character.toString(spec.fill());
        return switch (align) {
            case '<' -> text + fill.repeat(missing);
            case '^' -> fill.repeat(missing / 2) + text + fill.repeat(missing - missing / 2);
            case '=' -> head + fill.repeat(missing) + tail;
            default -> fill.repeat(missing) + text;
        };
    }
}
