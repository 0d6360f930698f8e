package io.pergola.report;

import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a run's results the test itself brought. */
public final class Figures {

    private static final Set<String> OURS =
            Set.of(ResultKeys.RESULT, ResultKeys.UNITS, ResultKeys.REASON, ResultKeys.REFERENCES, ResultKeys.ATTEMPT);

    private Figures() {}

    /** What was parsed and evaluated, in order, without the values by file; {@code nodes} are those of the run. */
    public static List<Figure> of(Value.Entries results, List<String> nodes) {
        Value.Entries units = part(results, ResultKeys.UNITS);
        Value.Entries references = part(results, ResultKeys.REFERENCES);
        List<Figure> figures = new ArrayList<>();
        results.values().forEach((key, value) -> {
            boolean theRunsNodes = key.equals(ResultKeys.NODES) && value.equals(Value.ofTexts(nodes));
            if (!ResultKeys.reserved(key) && !OURS.contains(key) && !theRunsNodes) {
                figures.add(figure(key, value, units, references));
            }
        });
        return figures;
    }

    /** As {@link #of}, with mappings taken apart, dots in the keys; and what each of several files gave. */
    public static List<Figure> flat(Value.Entries results, List<String> nodes) {
        Value.Entries units = part(results, ResultKeys.UNITS);
        Value.Entries references = part(results, ResultKeys.REFERENCES);
        List<Figure> flat = new ArrayList<>();
        of(results, nodes).forEach(figure -> flatten(figure.key(), figure, units, references, flat));
        flat.addAll(below(results, ResultKeys.PER_FILE));
        return flat;
    }

    /** What is below one key, taken apart as by {@link #flat}; none if that is no mapping. */
    public static List<Figure> below(Value.Entries results, String key) {
        List<Figure> flat = new ArrayList<>();
        if (results.values().get(key) instanceof Value.Entries value) {
            Value.Entries units = part(results, ResultKeys.UNITS);
            Value.Entries references = part(results, ResultKeys.REFERENCES);
            flatten(key, figure(key, value, units, references), units, references, flat);
        }
        return flat;
    }

    private static void flatten(
            String top, Figure figure, Value.Entries units, Value.Entries references, List<Figure> flat) {
        if (!(figure.value() instanceof Value.Entries(var values))) {
            flat.add(figure);
            return;
        }
        values.forEach((key, value) -> {
            Figure below = figure(figure.key() + "." + key, value, units, references);
            Figure measured = below.unit().isEmpty()
                    ? new Figure(below.key(), value, unit(units, top, key), below.expected())
                    : below;
            flatten(top, measured, units, references, flat);
        });
    }

    /** The unit of a mapping is that of all in it; values by file have those of their keys. */
    private static String unit(Value.Entries units, String top, String key) {
        return text(units.values().get(top.equals(ResultKeys.PER_FILE) ? key : top));
    }

    private static Figure figure(String key, Value value, Value.Entries units, Value.Entries references) {
        return new Figure(key, value, text(units.values().get(key)), expected(part(references, key)));
    }

    private static Figure.Expected expected(Value.Entries reference) {
        Map<String, Value> values = reference.values();
        return values.isEmpty()
                ? Figure.Expected.NOTHING
                : new Figure.Expected(
                        number(values.get("value")),
                        number(values.get("lower")),
                        number(values.get("upper")),
                        text(values.get("better")),
                        text(values.get("state")));
    }

    private static OptionalDouble number(@Nullable Value value) {
        return switch (value) {
            case Value.Real(double number) -> OptionalDouble.of(number);
            case Value.Int(var number) -> OptionalDouble.of(number.doubleValue());
            case null, default -> OptionalDouble.empty();
        };
    }

    private static String text(@Nullable Value value) {
        return value instanceof Value.Text(String text) ? text : "";
    }

    private static Value.Entries part(Value.Entries tree, String key) {
        return tree.values().get(key) instanceof Value.Entries part ? part : new Value.Entries(new LinkedHashMap<>());
    }
}
