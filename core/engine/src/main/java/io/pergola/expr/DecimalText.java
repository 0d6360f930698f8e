package io.pergola.expr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating point numbers in the layouts {@code e f g %} and the one without a letter. Rounds halves of the exact value to even. */
final class DecimalText {

    private static final int DEFAULT_PRECISION = 6;
    private static final int SMALLEST_PLAIN = -4;

    private DecimalText() {}

    /** A number that is not negative; without sign, padding and grouping. */
    static String of(double size, FormatSpec spec) {
        char type = Character.toLowerCase(spec.type());
        String text = type == '%' ? lower(size * 100, 'f', spec) + "%" : lower(size, type, spec);
        return Character.isUpperCase(spec.type()) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String lower(double size, char type, FormatSpec spec) {
        if (Double.isNaN(size) || Double.isInfinite(size)) {
            return Printing.print(size);
        }
        int precision = spec.precision() < 0 ? DEFAULT_PRECISION : spec.precision();
        return switch (type) {
            case 'e' -> scientific(new BigDecimal(size), precision, spec.alternate());
            case 'f' -> fixed(new BigDecimal(size), precision, spec.alternate());
            case 0 -> spec.precision() < 0 ? plain(size, spec.alternate()) : general(size, precision, true, spec);
            default -> general(size, precision, false, spec);
        };
    }

    private static String plain(double size, boolean alternate) {
        String text = Printing.print(size);
        return alternate && text.indexOf('.') < 0 ? text.replace("e", ".e") : text;
    }

    private static String fixed(BigDecimal size, int places, boolean point) {
        String text = size.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
        return point && places == 0 ? text + "." : text;
    }

    private static String scientific(BigDecimal size, int places, boolean point) {
        BigDecimal rounded = rounded(size, places + 1);
        String digits = rounded.unscaledValue().toString();
        digits += "0".repeat(Math.max(0, places + 1 - digits.length()));
        String fraction = places > 0 || point ? "." + digits.substring(1, places + 1) : "";
        return digits.charAt(0) + fraction + Printing.exponent(exponent(rounded));
    }

    private static BigDecimal rounded(BigDecimal size, int digits) {
        return size.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** The power of ten of the first digit. */
    private static int exponent(BigDecimal size) {
        return size.signum() == 0 ? 0 : size.precision() - size.scale() - 1;
    }

    /** Fixed or scientific, whichever suits so many digits; {@code decimal} keeps at least one digit after the point. */
    private static String general(double size, int precision, boolean decimal, FormatSpec spec) {
        int digits = Math.max(1, precision);
        BigDecimal exact = new BigDecimal(size);
        int exponent = exponent(rounded(exact, digits));
        if (exponent < SMALLEST_PLAIN || exponent >= (decimal ? digits - 1 : digits)) {
            String text = scientific(exact, digits - 1, spec.alternate());
            int mark = text.indexOf('e');
            return spec.alternate() ? text : trimmed(text.substring(0, mark)) + text.substring(mark);
        }
        String text = fixed(exact, digits - 1 - exponent, spec.alternate());
        if (spec.alternate()) {
            return text;
        }
        String trimmed = trimmed(text);
        return decimal && trimmed.indexOf('.') < 0 ? trimmed + ".0" : trimmed;
    }

    /** Without zeros at the end of a fraction. */
    private static String trimmed(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
