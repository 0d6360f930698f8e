package io.pergola.expr;

import static io.pergola.expr.Parameter.Kind.FLOAT;
import static io.pergola.expr.Parameter.Kind.MAPPING;
import static io.pergola.expr.Parameter.Kind.NUM;
import static io.pergola.expr.Parameter.Kind.STR;

import io.pergola.expr.BuiltIns.BuiltIn;
import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Functions that take or give mappings; of use in result evaluations. */
final class MappingFunctions {

    private MappingFunctions() {}

    static List<BuiltIn> all() {
        Parameter mapping = Parameter.of("mapping", MAPPING);
        List<Parameter> filter = List.of(mapping, Parameter.of("limit", NUM), Parameter.maybe("item_key", STR));
        return List.of(
                new BuiltIn(
                        "keys",
                        List.of(mapping),
                        "The keys, sorted.",
                        given -> Value.ofTexts(entries(given).keySet().stream()
                                .sorted(Comparisons::texts)
                                .toList())),
                new BuiltIn(
                        "high_pass_filter",
                        filter,
                        "The entries whose value, or whose part of that name, is above the limit.",
                        given -> filter(Operator.GREATER, given)),
                new BuiltIn(
                        "low_pass_filter",
                        filter,
                        "The entries whose value, or whose part of that name, is below the limit.",
                        given -> filter(Operator.LESS, given)),
                new BuiltIn(
                        "outliers",
                        List.of(
                                Parameter.listOf("values", NUM),
                                Parameter.listOf("names", STR),
                                Parameter.of("limit", FLOAT)),
                        "The names whose values are more than so many standard deviations from the mean, and how many.",
                        given -> outliers(
                                ListFunctions.items(given),
                                ((Value.Items) given.get(1)).values(),
                                Numbers.toDouble(given.get(2)))));
    }

    private static SequencedMap<String, Value> entries(List<Value> given) {
        return ((Value.Entries) given.getFirst()).values();
    }

    private static Value filter(Operator operator, List<Value> given) {
        Value limit = Numbers.toNumber(given.get(1));
        String part = given.size() > 2 ? Printing.print(given.get(2)) : null;
        var kept = new LinkedHashMap<String, Value>();
        entries(given).forEach((key, value) -> {
            Value measured = measured(key, value, part);
            if (isScalar(measured) && Comparisons.apply(operator, Numbers.toNumber(measured), limit)) {
                kept.put(key, value);
            }
        });
        return new Value.Entries(kept);
    }

    private static Value measured(String key, Value value, @Nullable String part) {
        if (part == null) {
            if (value instanceof Value.Entries) {
                throw new ArgumentException("\"" + key + "\" is a mapping: name the part that counts as item_key");
            }
            return value;
        }
        if (value instanceof Value.Entries(var parts)) {
            return parts.getOrDefault(part, Value.NULL);
        }
        throw new ArgumentException("\"" + key + "\" is no mapping, so it has no \"" + part + "\"");
    }

    private static boolean isScalar(Value value) {
        return !(value instanceof Value.Null || value instanceof Value.Items || value instanceof Value.Entries);
    }

    private static Value outliers(List<Value> values, List<Value> names, double limit) {
        if (values.size() != names.size()) {
            throw new ArgumentException(
                    "There must be as many names as values, but there are " + names.size() + " and " + values.size());
        }
        double mean = Numbers.toDouble(ListFunctions.avg(values));
        double squares = 0;
        for (Value value : values) {
            double away = Numbers.toDouble(value) - mean;
            squares += away * away;
        }
        double deviation = Math.sqrt(squares / values.size());
        if (deviation == 0) {
            throw new ArgumentException("All values are the same, so none is far from the others");
        }
        var outliers = new LinkedHashMap<String, Value>();
        for (int i = 0; i < values.size(); i++) {
            double away = Math.abs(Numbers.toDouble(values.get(i)) - mean) / deviation;
            if (away > limit) {
                outliers.put(Printing.print(names.get(i)), Value.of(away));
            }
        }
        return new Value.Entries(outliers);
    }
}
