package io.pergola.expr;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.Locale;

/** Formats numbers and truth values by a {@link FormatSpec}. */
final class NumberFormat {

    private static final int DECIMAL_GROUP = 3;
    private static final int BINARY_GROUP = 4;

    private NumberFormat() {}

    static String format(Value value, FormatSpec spec) {
        Value number = Numbers.toNumber(value);
        if (spec.type() == 's') {
            throw new ArgumentException("Type \"s\" formats texts, not " + Kinds.of(value));
        }
        boolean whole = number instanceof Value.Int && "bcdnoxX\0".indexOf(spec.type()) >= 0;
        if (whole) {
            return whole(((Value.Int) number).value(), spec);
        }
        if ("bcdoxX".indexOf(spec.type()) >= 0) {
            throw new ArgumentException(
                    "Type \"" + spec.type() + "\" formats whole numbers, and " + Printing.print(number) + " is none");
        }
        return real(Numbers.toDouble(number), spec);
    }

    private static String whole(BigInteger number, FormatSpec spec) {
        if (spec.precision() >= 0) {
            throw new ArgumentException("A whole number has no precision; for decimals use type f");
        }
        if (spec.type() == 'c') {
            return character(number, spec);
        }
        int radix =
                switch (spec.type()) {
                    case 'b' -> 2;
                    case 'o' -> 8;
                    case 'x', 'X' -> 16;
                    default -> 10;
                };
        boolean refused = spec.type() == 'n' || (spec.grouping() == ',' && radix != 10);
        if (spec.grouping() != 0 && refused) {
            throw new ArgumentException("\"" + spec.grouping() + "\" does not go with type \"" + spec.type() + "\"");
        }
        String digits = number.abs().toString(radix);
        String prefix = spec.alternate() && radix != 10 ? "0" + spec.type() : "";
        String sign = sign(number.signum() < 0, spec);
        boolean upper = spec.type() == 'X';
        return assemble(
                sign + prefix,
                upper ? digits.toUpperCase(Locale.ROOT) : digits,
                "",
                spec,
                radix == 10 ? DECIMAL_GROUP : BINARY_GROUP);
    }

    private static String character(BigInteger number, FormatSpec spec) {
        if (spec.sign() != 0 || spec.alternate() || spec.grouping() != 0) {
            throw new ArgumentException("A sign, \"#\" or grouping does not go with type \"c\"");
        }
        if (number.signum() < 0 || number.bitLength() > 31 || !Character.isValidCodePoint(number.intValue())) {
            throw new ArgumentException("There is no character of that number");
        }
        return Formatter.pad("", Character.toString(number.intValue()), spec, align(spec));
    }

    private static String real(double number, FormatSpec spec) {
        if (spec.grouping() != 0 && spec.type() == 'n') {
            throw new ArgumentException("\"" + spec.grouping() + "\" does not go with type \"n\"");
        }
        boolean negative = Math.copySign(1.0, number) < 0 && !Double.isNaN(number);
        String text = DecimalText.of(Math.abs(number), spec);
        int whole = 0;
        while (whole < text.length() && Lexer.isDigit(text.charAt(whole))) {
            whole++;
        }
        return assemble(sign(negative, spec), text.substring(0, whole), text.substring(whole), spec, DECIMAL_GROUP);
    }

    private static String sign(boolean negative, FormatSpec spec) {
        if (negative) {
            return "-";
        }
        return spec.sign() == '+' || spec.sign() == ' ' ? String.valueOf(spec.sign()) : "";
    }

    private static char align(FormatSpec spec) {
        if (spec.align() != 0) {
            return spec.align();
        }
        return spec.zero() ? '=' : '>';
    }

    private static String assemble(String head, String whole, String rest, FormatSpec spec, int group) {
        char align = align(spec);
        String digits = whole;
        if (spec.grouping() != 0 && !whole.isEmpty()) {
            boolean fillsWithZeros = spec.fill() == '0' && align == '=';
            int least = fillsWithZeros ? spec.width() - head.length() - rest.length() : 0;
            digits = grouped(whole, group, spec.grouping(), least);
        }
        return Formatter.pad(head, digits + rest, spec, align);
    }

    /** Zeros are put before the digits until they and their separators have the least length. */
    private static String grouped(String whole, int group, char separator, int least) {
        int digits = whole.length();
        while (digits + (digits - 1) / group < least) {
            digits++;
        }
        String padded = "0".repeat(digits - whole.length()) + whole;
        var text = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            if (i > 0 && (digits - i) % group == 0) {
                text.append(separator);
            }
            text.append(padded.charAt(i));
        }
        return text.toString();
    }
}
