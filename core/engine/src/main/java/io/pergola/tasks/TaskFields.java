package io.pergola.tasks;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The values of one task by their keys, each as what it should be; those that are not become flaws and count as absent. */
final class TaskFields {

    /** Suffixes and what they stand for; the longest first. */
    private static final Map<String, Double> SECONDS = new LinkedHashMap<>();

    private static final Map<String, Double> MEBIBYTES = new LinkedHashMap<>();

    private static final double KIBI = 1024;
    private static final double KILO = 1000;
    private static final double MEBI = KIBI * KIBI;
    /** Some three thousand years, and more memory than there is. */
    private static final double MOST = 1e11;

    static {
        SECONDS.put("min", 60.0);
        SECONDS.put("s", 1.0);
        SECONDS.put("m", 60.0);
        SECONDS.put("h", 3600.0);
        SECONDS.put("d", 86_400.0);
        SECONDS.put("", 1.0);
        MEBIBYTES.put("KIB", 1 / KIBI);
        MEBIBYTES.put("MIB", 1.0);
        MEBIBYTES.put("GIB", KIBI);
        MEBIBYTES.put("TIB", KIBI * KIBI);
        MEBIBYTES.put("KB", KILO / MEBI);
        MEBIBYTES.put("MB", KILO * KILO / MEBI);
        MEBIBYTES.put("GB", KILO * KILO * KILO / MEBI);
        MEBIBYTES.put("TB", KILO * KILO * KILO * KILO / MEBI);
        MEBIBYTES.put("", 1.0);
    }

    private final Map<String, Value> values;
    private final List<Flaw> flaws;

    TaskFields(Map<String, Value> values, List<Flaw> flaws) {
        this.values = values;
        this.flaws = flaws;
    }

    private Optional<Value> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !(value instanceof Value.Null));
    }

    private void wrong(String key, String expected, Value found) {
        flaws.add(new Flaw(key, key + ": expected " + expected + ", but this is " + words(found), ""));
    }

    static String words(Value value) {
        return switch (value) {
            case Value.Null() -> "nothing";
            case Value.Items _ -> "a list";
            case Value.Entries _ -> "a mapping";
            default -> "'" + plain(value) + "'";
        };
    }

    /** A scalar as it was written, or nearly. */
    static String plain(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Int(BigInteger number) -> number.toString();
            case Value.Real(double number) -> Double.toString(number);
            case Value.Bool(boolean flag) -> Boolean.toString(flag);
            default -> "";
        };
    }

    private static boolean isScalar(Value value) {
        return !(value instanceof Value.Items || value instanceof Value.Entries || value instanceof Value.Null);
    }

    /** A text that may be written as a number. */
    Optional<String> text(String key) {
        Optional<Value> found = find(key);
        if (found.isPresent() && !isScalar(found.get())) {
            wrong(key, "a text", found.get());
            return Optional.empty();
        }
        return found.map(TaskFields::plain);
    }

    int whole(String key, int least, int usual) {
        Optional<Value> found = find(key);
        if (found.isEmpty()) {
            return usual;
        }
        if (found.get() instanceof Value.Int(BigInteger number)
                && number.bitLength() < Integer.SIZE
                && number.intValue() >= least) {
            return number.intValue();
        }
        wrong(key, least == Integer.MIN_VALUE ? "a whole number" : "a whole number from " + least, found.get());
        return usual;
    }

    boolean flag(String key) {
        Optional<Value> found = find(key);
        if (found.isPresent() && !(found.get() instanceof Value.Bool)) {
            wrong(key, "true or false", found.get());
        }
        return found.isPresent() && found.get() instanceof Value.Bool(boolean flag) && flag;
    }

    /** A number from 0. */
    double number(String key) {
        return find(key)
                .map(value -> {
                    double number = amount(value, Map.of("", 1.0));
                    if (number < 0) {
                        wrong(key, "a number from 0", value);
                    }
                    return Math.max(0, number);
                })
                .orElse(0.0);
    }

    /** Seconds, or a text with a unit. */
    Optional<Duration> time(String key) {
        return find(key).flatMap(value -> {
            double seconds = amount(value, SECONDS);
            if (seconds < 0) {
                wrong(key, "a number of seconds, or one with a unit such as 90s, 10min, 2h", value);
                return Optional.empty();
            }
            return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
        });
    }

    /** MiB, or a text with a unit; part of one counts as a whole one. */
    long mebibytes(String key) {
        return find(key)
                .map(value -> {
                    double amount = amount(value, MEBIBYTES);
                    if (amount < 0) {
                        wrong(key, "a number of MiB, or one with a unit such as 500MB, 4GiB", value);
                    }
                    return (long) Math.ceil(Math.max(0, amount));
                })
                .orElse(0L);
    }

    /** Negative if it is no such amount. */
    private static double amount(Value value, Map<String, Double> units) {
        String text = isScalar(value) ? plain(value).strip().toUpperCase(Locale.ROOT) : "";
        for (Map.Entry<String, Double> unit : units.entrySet()) {
            String suffix = unit.getKey().toUpperCase(Locale.ROOT);
            if (text.endsWith(suffix)) {
                return amount(text.substring(0, text.length() - suffix.length()).strip(), unit.getValue());
            }
        }
        return -1;
    }

    private static double amount(String number, double unit) {
        boolean digits = !number.isEmpty()
                && number.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == 'E' || c == '+' || c == '-');
        try {
            double amount = digits ? Double.parseDouble(number) * unit : -1;
            return amount >= 0 && amount <= MOST ? amount : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** One text, or a list of them. */
    List<String> texts(String key) {
        Optional<Value> found = find(key);
        if (found.isEmpty()) {
            return List.of();
        }
        List<Value> items = found.get() instanceof Value.Items(List<Value> list) ? list : List.of(found.get());
        var texts = new ArrayList<String>();
        for (Value item : items) {
            if (isScalar(item)) {
                texts.add(plain(item));
            } else {
                wrong(key, "texts", item);
            }
        }
        return texts;
    }

    /** A mapping to texts. */
    Map<String, String> mapping(String key) {
        Optional<Value> found = find(key);
        if (found.isEmpty()) {
            return Map.of();
        }
        var texts = new LinkedHashMap<String, String>();
        if (found.get() instanceof Value.Entries(var entries)) {
            entries.forEach((name, value) -> {
                if (isScalar(value)) {
                    texts.put(name, plain(value));
                } else {
                    wrong(key, "a text for " + name, value);
                }
            });
        } else {
            wrong(key, "a mapping", found.get());
        }
        return texts;
    }

    boolean isMapping(String key) {
        return values.get(key) instanceof Value.Entries;
    }
}
