package io.pergola.slots;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named quantities that somebody wrote as {@code gpu0=1 gpu1=1}: words between blanks, with the quotes of a shell, each parted at its
 * first {@code =}; the last of a name counts. Words of another form are passed over, with a warning.
 *
 * @param amounts how much of each name; not negative
 * @param warnings a line for each word that was passed over, for users
 * @param unusable what is wrong with names whose quantity cannot be used, a clause each; such a request cannot be met
 */
public record ConsumableSpec(SortedMap<String, Long> amounts, List<String> warnings, List<String> unusable) {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int HEXADECIMAL = 16;
    /** Of a number that is written with an exponent: more than any long has. */
    private static final int MOST_DIGITS = 40;

    /** Copies. */
    public ConsumableSpec {
        amounts = new TreeMap<>(amounts);
        warnings = List.copyOf(warnings);
        unusable = List.copyOf(unusable);
    }

    /** Reads a text; an empty one asks for nothing. */
    public static ConsumableSpec parse(String text) {
        var words = new ArrayList<String>();
        if (!split(text, words)) {
            return new ConsumableSpec(
                    new TreeMap<>(), List.of(), List.of("the quotes of '" + text + "' are not balanced"));
        }
        var values = new TreeMap<String, String>();
        boolean malformed = false;
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0 && !word.substring(0, equals).isBlank()) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                malformed = true;
            }
        }
        String warning = "Ignoring invalid resources spec '" + text + "': parts must be in format KEY=VAL";
        return of(values, malformed ? List.of(warning) : List.of());
    }

    /** From quantities that are told apart already, each as it is written. */
    public static ConsumableSpec of(Map<String, String> values) {
        return of(values, List.of());
    }

    private static ConsumableSpec of(Map<String, String> values, List<String> warnings) {
        var amounts = new TreeMap<String, Long>();
        var unusable = new ArrayList<String>();
        new TreeMap<>(values).forEach((name, value) -> {
            try {
                amounts.put(name, amount(value));
            } catch (IllegalArgumentException e) {
                unusable.add("the quantity '" + value + "' of " + name + " " + e.getMessage());
            }
        });
        return new ConsumableSpec(amounts, warnings, unusable);
    }

    private static long amount(String written) {
        BigDecimal number = number(written);
        if (number.signum() < 0) {
            throw new IllegalArgumentException("is negative");
        }
        if (number.scale() < -MOST_DIGITS || number.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("is too large");
        }
        if (number.scale() > MOST_DIGITS || number.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("is no whole number");
        }
        return number.longValueExact();
    }

    private static BigDecimal number(String written) {
        try {
            return written.startsWith("0x") || written.startsWith("0X")
                    ? BigDecimal.valueOf(Long.parseLong(written.substring(2), HEXADECIMAL))
                    : new BigDecimal(written);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is no number", e);
        }
    }

    /** Into words as a shell does (POSIX, "Quoting"), with nothing expanded; false if a quote is left open. */
    private static boolean split(String text, List<String> words) {
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < text.length();
            if (escapes && (quote == 0 || "\"\\$`".indexOf(text.charAt(i + 1)) >= 0)) {
                word.append(text.charAt(++i));
                inWord = true;
            } else if (quote != 0 ? c == quote : c == '\'' || c == '"') {
                quote = quote == 0 ? c : 0;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return quote == 0;
    }
}
