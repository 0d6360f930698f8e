package io.pergola.results;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that look like numbers or truth values, and what is made of them. */
final class Numbers {

    /** Python refuses longer ones too: reading them takes time that grows with the square of the length. */
    private static final int MOST_DIGITS = 4300;

    private static final Pattern INT = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf|infinity|nan)");

    private Numbers() {}

    /** Texts that look like an integer, a float or {@code True}/{@code False} become one, at any depth; the rest stays. */
    static Value convert(Value value) {
        return switch (value) {
            case Value.Text(String text) -> convert(text);
            case Value.Items(var values) ->
                new Value.Items(values.stream().map(Numbers::convert).toList());
            case Value.Entries(var values) -> {
                var converted = new LinkedHashMap<String, Value>();
                values.forEach((key, item) -> converted.put(key, convert(item)));
                yield new Value.Entries(converted);
            }
            default -> value;
        };
    }

    private static Value convert(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > MOST_DIGITS) {
            return Value.of(text);
        }
        if (bare.equals("True") || bare.equals("False")) {
            return Value.of(bare.equals("True"));
        }
        if (INT.matcher(bare).matches()) {
            return new Value.Int(new BigInteger(bare));
        }
        String lower = bare.toLowerCase(Locale.ROOT);
        return REAL.matcher(lower).matches() ? Value.of(real(lower)) : Value.of(text);
    }

    private static double real(String text) {
        double sign = text.startsWith("-") ? -1 : 1;
        if (text.endsWith("nan")) {
            return Double.NaN;
        }
        return text.contains("inf") ? sign * Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
