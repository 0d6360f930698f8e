package io.pergola.expr;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Texts to numbers, and numbers to each other, as the language converts them. */
final class Numbers {

    private static final Value TRUE = Value.of(true);
    private static final Value FALSE = Value.of(false);
    private static final int LONG_DIGITS = 18;
    private static final int SMALLEST_KEPT = -128;
    private static final Value[] KEPT =
            LongStream.range(SMALLEST_KEPT, 1024).mapToObj(Value::of).toArray(Value[]::new);

    /** A text of so many digits is a whole number without rounding, and so is each of these powers of ten. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Numbers() {}

    /** A whole number; small ones are kept ready. */
    static Value whole(long number) {
        boolean kept = number >= SMALLEST_KEPT && number < SMALLEST_KEPT + KEPT.length;
        return kept ? KEPT[(int) (number - SMALLEST_KEPT)] : Value.of(number);
    }

    /** The number or truth value a text reads as; the text itself if it reads as none. */
    static Value convert(Value value) {
        return value instanceof Value.Text text ? convert(text.value(), value) : value;
    }

    private static Value convert(String text, Value asText) {
        int from = 0;
        int to = text.length();
        while (from < to && Lexer.isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && Lexer.isBlank(text.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            return asText;
        }
        char first = text.charAt(from);
        if (first == 'T' && text.equals("True")) {
            return TRUE;
        }
        if (first == 'F' && text.equals("False")) {
            return FALSE;
        }
        Value number = number(text, from, to);
        return number == null ? asText : number;
    }

    private static @Nullable Value number(String text, int from, int to) {
        int start = text.charAt(from) == '+' || text.charAt(from) == '-' ? from + 1 : from;
        int whole = digits(text, start, to);
        if (whole == to && start < to) {
            return to - start <= LONG_DIGITS
                    ? whole(text.charAt(from) == '-' ? -count(text, start, to) : count(text, start, to))
                    : large(text.substring(from, to));
        }
        if (start < to && Character.isLetter(text.charAt(start))) {
            return named(text.substring(start, to), text.charAt(from) == '-');
        }
        if (!isDecimal(text, start, whole, to)) {
            return null;
        }
        return from == start && isExact(text, start, whole, to)
                ? Value.of(exact(text, start, whole, to))
                : Value.of(Double.parseDouble(text.substring(from, to)));
    }

    /** The number that digits alone make. */
    private static long count(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + (text.charAt(i) - '0');
        }
        return number;
    }

    /** True for so few digits, without an exponent, that one division of two exact numbers rounds as it should. */
    private static boolean isExact(String text, int start, int point, int to) {
        return to - start - 1 <= EXACT_DIGITS && text.charAt(point) == '.' && digits(text, point + 1, to) == to;
    }

    private static double exact(String text, int start, int point, int to) {
        int places = to - point - 1;
        long whole = count(text, start, point) * (long) POWERS_OF_TEN[places] + count(text, point + 1, to);
        return whole / POWERS_OF_TEN[places];
    }

    private static @Nullable Value large(String digits) {
        return digits.length() > Limits.NUMBER_DIGITS ? null : new Value.Int(new BigInteger(digits));
    }

    private static @Nullable Value named(String word, boolean negative) {
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return Value.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return word.equalsIgnoreCase("nan") ? Value.of(Double.NaN) : null;
    }

    /** True for digits with a point or an exponent; {@code whole} is where the digits before the point end. */
    private static boolean isDecimal(String text, int start, int whole, int to) {
        int at = whole;
        int count = whole - start;
        if (at < to && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1, to);
            count += fraction - at - 1;
            at = fraction;
        }
        if (count == 0) {
            return false;
        }
        if (at < to && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < to && (text.charAt(at) == '+' || text.charAt(at) == '-') ? 1 : 0;
            int exponent = digits(text, at, to);
            return exponent > at && exponent == to;
        }
        return at == to;
    }

    private static int digits(String text, int from, int to) {
        int at = from;
        while (at < to && Lexer.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** A value as a number: {@link Value.Int} or {@link Value.Real}; truth values count as 0 and 1. */
    static Value toNumber(Value value) {
        if (value instanceof Value.Int || value instanceof Value.Real) {
            return value;
        }
        return switch (value) {
            case Value.Int _, Value.Real _ -> value;
            case Value.Bool(boolean flag) -> whole(flag ? 1 : 0);
            case Value.Text(String text) -> {
                Value converted = convert(text, value);
                if (converted == value) {
                    throw new ArgumentException("The text \"" + Kinds.shortened(text) + "\" is not a number");
                }
                yield toNumber(converted);
            }
            case Value.Null(), Value.Items _, Value.Entries _ ->
                throw new ArgumentException("A number is needed here, not " + Kinds.of(value));
        };
    }

    /** A number as a floating point number; a whole number beyond its range is refused. */
    static double toDouble(Value number) {
        if (number instanceof Value.Real real) {
            return real.value();
        }
        return number instanceof Value.Int whole ? toDouble(whole.value()) : toDouble(toNumber(number));
    }

    static double toDouble(BigInteger whole) {
        double result = whole.doubleValue();
        if (Double.isInfinite(result)) {
            throw new ArgumentException("The whole number is too large for a floating point number");
        }
        return result;
    }

    /** The whole part of a number, cut towards zero. */
    static BigInteger toWhole(double real) {
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw new ArgumentException(Printing.print(real) + " has no whole number");
        }
        return Math.abs(real) < Long.MAX_VALUE ? BigInteger.valueOf((long) real) : new BigDecimal(real).toBigInteger();
    }
}
