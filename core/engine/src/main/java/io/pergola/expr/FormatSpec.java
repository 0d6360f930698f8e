package io.pergola.expr;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind the colon of an expression: {@code [[fill]align][sign][#][0][width][grouping][.precision][type]}.
 *
 * @param fill the code point to pad with
 * @param align one of {@code < > = ^}; 0 if not given
 * @param sign one of {@code + -} and blank; 0 if not given
 * @param alternate true with {@code #}
 * @param zero true if a 0 stands before the width and no fill is given
 * @param width the least length; -1 if not given
 * @param grouping {@code ,} or {@code _}; 0 if not given
 * @param precision -1 if not given
 * @param type the letter; 0 if not given
 */
record FormatSpec(
        int fill,
        char align,
        char sign,
        boolean alternate,
        boolean zero,
        int width,
        char grouping,
        int precision,
        char type) {

    /** True if it says nothing, so that the value prints as without a format. */
    boolean isEmpty() {
        return fill == ' '
                && align == 0
                && sign == 0
                && !alternate
                && width < 0
                && grouping == 0
                && precision < 0
                && type == 0;
    }

    /** Reads the part of a text between two offsets. */
    static FormatSpec parse(String text, int start, int end) {
        return new Reader(text, start, end).read();
    }

    /** Reads one after the other, each part optional. */
    private static final class Reader {

        private final String text;
        private final int start;
        private final int end;
        private int at;

        Reader(String text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
            this.at = start;
        }

        FormatSpec read() {
            Integer fill = fill();
            char align = one("<>=^");
            char sign = one("+- ");
            boolean alternate = one("#") != 0;
            boolean zero = fill == null && one("0") != 0;
            int width = number("width");
            char grouping = one(",_");
            int precision = -1;
            if (one(".") != 0) {
                precision = number("precision");
                if (precision < 0) {
                    throw wrong("The point in a format needs a precision after it", null);
                }
            }
            char type = one("bcdeEfFgGnosxX%");
            if (at < end) {
                throw wrong(
                        "\"" + Kinds.shortened(text.substring(start, end)) + "\" is not a format",
                        "a format is [[fill]align][sign][#][0][width][,][.precision][type], as in 08.3f");
            }
            int used = fill != null ? fill : zero ? '0' : ' ';
            // The width may be left out where a single 0 is given, as in "0d".
            return new FormatSpec(
                    used, align, sign, alternate, zero, zero ? Math.max(0, width) : width, grouping, precision, type);
        }

        private @Nullable Integer fill() {
            if (at == end) {
                return null;
            }
            int first = text.codePointAt(at);
            int after = at + Character.charCount(first);
            if (after < end && "<>=^".indexOf(text.charAt(after)) >= 0) {
                at = after;
                return first;
            }
            return null;
        }

        private char one(String choices) {
            return at < end && choices.indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : 0;
        }

        private int number(String what) {
            int number = -1;
            while (at < end && Lexer.isDigit(text.charAt(at))) {
                number = Math.max(0, number) * 10 + text.charAt(at++) - '0';
                if (number > Limits.FORMAT_WIDTH) {
                    throw wrong("The " + what + " in a format can be at most " + Limits.FORMAT_WIDTH, null);
                }
            }
            return number;
        }

        private ExpressionException wrong(String message, @Nullable String help) {
            return new ExpressionException(message, start, end, help);
        }
    }
}
