package io.pergola.tasks;

import io.pergola.model.Value;
import io.pergola.yaml.YamlNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;

/** What stands in a YAML file, as JSON would have it: plain numbers are numbers. */
final class YamlValues {

    /** Aliases of aliases grow without end. */
    private static final int MOST = 10_000;

    private static final int MOST_DIGITS = 300;

    private final List<Flaw> flaws;
    private int count;

    private YamlValues(List<Flaw> flaws) {
        this.flaws = flaws;
    }

    static Value of(YamlNode node, List<Flaw> flaws) {
        return new YamlValues(flaws).value(node);
    }

    private Value value(YamlNode node) {
        if (++count > MOST) {
            if (flaws.isEmpty()) {
                flaws.add(new Flaw("", "a task has at most " + MOST + " values", ""));
            }
            return Value.NULL;
        }
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Sequence sequence ->
                new Value.Items(sequence.items().stream().map(this::value).toList());
            case YamlNode.Mapping mapping -> {
                var values = new LinkedHashMap<String, Value>();
                mapping.entries().forEach(entry -> values.put(entry.name(), value(entry.value())));
                yield new Value.Entries(values);
            }
        };
    }

    private static Value scalar(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (text == null) {
            return Value.NULL;
        }
        if (scalar.style() != YamlNode.Style.PLAIN || text.isEmpty() || text.length() > MOST_DIGITS) {
            return Value.of(text);
        }
        if (text.equals("True") || text.equals("False")) {
            return Value.of(text.equals("True"));
        }
        char first = text.charAt(0);
        boolean number = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        return number ? number(text) : Value.of(text);
    }

    private static Value number(String text) {
        try {
            boolean whole = text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
            char last = text.charAt(text.length() - 1);
            // Java also takes 1f and 1d for numbers.
            if (last < '0' || last > '9') {
                return Value.of(text);
            }
            return whole ? new Value.Int(new BigInteger(text)) : Value.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Value.of(text);
        }
    }
}
