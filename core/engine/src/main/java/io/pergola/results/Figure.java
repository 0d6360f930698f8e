package io.pergola.results;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.Locale;

/** A value in a sentence. */
public final class Figure {

    private static final int LONGEST = 60;

    private Figure() {}

    static String text(Value value, String unit) {
        String text =
                switch (value) {
                    case Value.Null() -> "nothing";
                    case Value.Text(String plain) -> "'" + plain + "'";
                    case Value.Real(double number) -> number(number);
                    case Value.Bool(boolean flag) -> flag ? "True" : "False";
                    default -> Json.write(value);
                };
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return unit.isEmpty() ? cut : cut + " " + unit;
    }

    /** A number with at most six digits that matter. */
    public static String number(double number) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        String text = String.format(Locale.ROOT, "%.6g", number);
        double size = Math.abs(number);
        boolean plain = number == 0 || (size >= 1e-4 && size < 1e6);
        String mantissa = text.contains("e") ? text.substring(0, text.indexOf('e')) : text;
        String exponent = text.contains("e") ? text.substring(text.indexOf('e')) : "";
        String brief = mantissa.contains(".") ? mantissa.replaceAll("\\.?0+$", "") : mantissa;
        return plain && exponent.isEmpty() ? brief : brief + exponent;
    }
}
