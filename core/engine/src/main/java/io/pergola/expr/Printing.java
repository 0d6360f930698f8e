package io.pergola.expr;

import io.pergola.model.Value;
import java.math.BigInteger;

/** How values print in a string: {@code True}, {@code 2.5}, {@code 1e+20}, {@code inf}, {@code nan}, {@code None}. */
public final class Printing {

    /** From this power of ten on, and below the one after it, numbers are printed with an exponent. */
    private static final int LARGEST_PLAIN = 16;

    private static final int SMALLEST_PLAIN = -4;

    private Printing() {}

    /**
     * The text of a scalar.
     *
     * @throws ArgumentException if it is a list or a mapping
     */
    public static String print(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Int(BigInteger number) ->
                number.bitLength() < Long.SIZE ? Long.toString(number.longValue()) : number.toString();
            case Value.Real(double number) -> print(number);
            case Value.Bool(boolean flag) -> flag ? "True" : "False";
            case Value.Null() -> "None";
            case Value.Items _, Value.Entries _ ->
                throw new ArgumentException("A text is needed here, not " + Kinds.of(value));
        };
    }

    /** The shortest text that reads back as the same number, with an exponent below 1e-4 and from 1e16 on. */
    public static String print(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        String sign = Math.copySign(1.0, number) < 0 ? "-" : "";
        double size = Math.abs(number);
        if (Double.isInfinite(size)) {
            return sign + "inf";
        }
        return size == 0 ? sign + "0.0" : sign + layOut(size);
    }

    private static String layOut(double size) {
        String java = Double.toString(size);
        int mark = java.indexOf('E');
        String mantissa = mark < 0 ? java : java.substring(0, mark);
        int point = mantissa.indexOf('.');
        int exponent = (mark < 0 ? 0 : Integer.parseInt(java.substring(mark + 1))) + point - 1;
        String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
        int first = 0;
        while (digits.charAt(first) == '0') {
            first++;
        }
        int last = digits.length();
        while (digits.charAt(last - 1) == '0') {
            last--;
        }
        return layOut(shortest(digits.substring(first, last), exponent - first, size), exponent - first);
    }

    /** Java always gives two digits where one may do (4.9E-324 for 5e-324). */
    private static String shortest(String digits, int exponent, double size) {
        if (digits.length() != 2) {
            return digits;
        }
        int nearest = (Integer.parseInt(digits) + 5) / 10;
        boolean same = nearest < 10 && Double.parseDouble(nearest + "e" + exponent) == size;
        return same ? Integer.toString(nearest) : digits;
    }

    /** Digits, of which the first stands for that power of ten. */
    private static String layOut(String digits, int exponent) {
        if (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + exponent(exponent);
        }
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        if (digits.length() <= exponent + 1) {
            return digits + "0".repeat(exponent + 1 - digits.length()) + ".0";
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }

    /** {@code e+05}: a sign and at least two digits. */
    static String exponent(int exponent) {
        int size = Math.abs(exponent);
        return (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
