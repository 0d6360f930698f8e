package io.pergola.results;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * What a figure should be.
 *
 * @param path of the figure in the results, with dots; {@code *} stands for every key of a mapping
 * @param base what holds where nothing else does
 * @param special what holds instead on some hosts or systems: globs, the first that fits counts
 */
record Reference(String path, Range base, List<Special> special) {

    /** For systems or hosts whose name matches. */
    record Special(String glob, Pattern names, Range range) {}

    /** Which way a figure gets better. */
    enum Better {
        HIGHER,
        LOWER,
        UNSAID
    }

    /**
     * The values of one range; those that are not said are empty.
     *
     * @param unit of value and limits; empty if not said
     */
    record Range(Optional<BigDecimal> value, Optional<Limit> lower, Optional<Limit> upper, String unit, Better better) {

        /** This one where it says something, or else the other. */
        Range over(Range other) {
            return new Range(
                    value.or(other::value),
                    lower.or(other::lower),
                    upper.or(other::upper),
                    unit.isEmpty() ? other.unit() : unit,
                    better == Better.UNSAID ? other.better() : better);
        }

        boolean judges() {
            return lower.isPresent() || upper.isPresent();
        }
    }

    /** A limit as it was written: a number, or a part of the reference value in percent. */
    record Limit(String written, BigDecimal number, boolean percent) {

        double of(Optional<BigDecimal> value) {
            if (!percent) {
                return number.doubleValue();
            }
            BigDecimal reference = value.orElse(BigDecimal.ZERO);
            return reference
                    .add(reference.abs().multiply(number).movePointLeft(2))
                    .doubleValue();
        }
    }

    /** The range that holds for a run. */
    Range range(String system, List<String> hosts) {
        for (Special each : special) {
            boolean here = each.names().matcher(system).matches()
                    || (!hosts.isEmpty()
                            && hosts.stream()
                                    .allMatch(host -> each.names().matcher(host).matches()));
            if (here) {
                return each.range().over(base);
            }
        }
        return base;
    }

    /** The figures of the results that are meant, by their own path. */
    SequencedMap<String, Value> figures(Value.Entries results) {
        SequencedMap<String, Value> found = new LinkedHashMap<>();
        find(results, List.of(path.split("\\.", -1)), "", found);
        return found;
    }

    private static void find(Value value, List<String> path, String above, Map<String, Value> found) {
        if (path.isEmpty()) {
            found.put(above, value);
            return;
        }
        String key = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (value instanceof Value.Entries(var entries)) {
            List<String> keys = key.equals("*") ? new ArrayList<>(entries.keySet()) : List.of(key);
            for (String each : keys) {
                String name = above.isEmpty() ? each : above + "." + each;
                find(entries.getOrDefault(each, Value.NULL), rest, name, found);
            }
        } else if (!key.equals("*")) {
            found.put(above + "." + String.join(".", path), Value.NULL);
        }
    }
}
