package io.pergola.results;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The units of one entry's figures. A text that is a number and a unit becomes a number in the unit that was asked for, or, for
 * {@link #AUTO}, in the unit that came first.
 */
final class Measure {

    /** Stands for whatever unit the text has. */
    static final String AUTO = "auto";

    private static final Pattern WITH_UNIT =
            Pattern.compile("\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*([^\\s\\d.+-]\\S*)\\s*");

    private final List<String> wanted;
    private final List<String> units;

    /** {@code wanted}: none, one for all values, or one for each of several. */
    Measure(List<String> wanted) {
        this.wanted = wanted;
        this.units = new ArrayList<>(
                wanted.stream().map(unit -> unit.equals(AUTO) ? "" : unit).toList());
    }

    /** A value that has another unit than asked for. */
    static final class Mismatch extends Exception {

        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    Value read(Value value) throws Mismatch {
        if (wanted.isEmpty()) {
            return value;
        }
        if (wanted.size() == 1 || !(value instanceof Value.Items items)) {
            return read(value, 0);
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < items.values().size(); i++) {
            values.add(read(items.values().get(i), Math.min(i, wanted.size() - 1)));
        }
        return new Value.Items(values);
    }

    private Value read(Value value, int index) throws Mismatch {
        switch (value) {
            case Value.Text(String text) -> {
                Matcher match = WITH_UNIT.matcher(text);
                return match.matches() ? converted(text, match, index) : value;
            }
            case Value.Items(var items) -> {
                List<Value> values = new ArrayList<>();
                for (Value item : items) {
                    values.add(read(item, index));
                }
                return new Value.Items(values);
            }
            case Value.Entries(var entries) -> {
                var values = new LinkedHashMap<String, Value>();
                for (var entry : entries.entrySet()) {
                    values.put(entry.getKey(), read(entry.getValue(), index));
                }
                return new Value.Entries(values);
            }
            default -> {
                return value;
            }
        }
    }

    private Value converted(String text, Matcher match, int index) throws Mismatch {
        String number = match.group(1);
        String unit = match.group(2);
        if (units.get(index).isEmpty()) {
            units.set(index, unit);
        }
        String target = units.get(index);
        if (unit.equals(target)) {
            return Value.of(number);
        }
        BigDecimal factor = Units.factor(unit, target)
                .orElseThrow(() -> new Mismatch("'" + text.strip() + "' cannot be given in " + target));
        return Value.of(new BigDecimal(number).multiply(factor).doubleValue());
    }

    /** The unit of the i-th of the entry's names, once it is known. */
    Optional<String> unit(int name) {
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(units.get(Math.min(name, units.size() - 1))).filter(unit -> !unit.isEmpty());
    }
}
