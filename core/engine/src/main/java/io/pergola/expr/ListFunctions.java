package io.pergola.expr;

import static io.pergola.expr.Parameter.Kind.ANY;
import static io.pergola.expr.Parameter.Kind.INT;
import static io.pergola.expr.Parameter.Kind.NUM;

import io.pergola.expr.BuiltIns.BuiltIn;
import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Functions on lists. */
final class ListFunctions {

    private ListFunctions() {}

    static List<BuiltIn> all() {
        List<Parameter> numbers = List.of(Parameter.listOf("values", NUM));
        return List.of(
                new BuiltIn("sum", numbers, "The sum; 0 for an empty list.", given -> sum(items(given))),
                new BuiltIn("max", numbers, "The largest of them.", given -> best(Operator.GREATER, items(given))),
                new BuiltIn("min", numbers, "The smallest of them.", given -> best(Operator.LESS, items(given))),
                new BuiltIn("avg", numbers, "The mean, always a floating point number.", given -> avg(items(given))),
                new BuiltIn(
                        "all",
                        numbers,
                        "True if none is zero or False.",
                        given -> Value.of(items(given).stream().allMatch(Comparisons::isTrue))),
                new BuiltIn(
                        "any",
                        numbers,
                        "True if at least one is neither zero nor False.",
                        given -> Value.of(items(given).stream().anyMatch(Comparisons::isTrue))),
                new BuiltIn(
                        "len",
                        List.of(Parameter.of("value", ANY)),
                        "How many items a list, entries a mapping or characters a text has.",
                        given -> Value.of(length(given.getFirst()))),
                new BuiltIn(
                        "range",
                        List.of(Parameter.of("start", INT), Parameter.of("end", INT)),
                        "The whole numbers from start to less than end.",
                        given -> range((Value.Int) given.get(0), (Value.Int) given.get(1))));
    }

    static List<Value> items(List<Value> given) {
        return ((Value.Items) given.getFirst()).values();
    }

    private static Value sum(List<Value> numbers) {
        Value sum = Value.of(0);
        for (Value number : numbers) {
            sum = Arithmetic.apply(Operator.ADD, sum, number);
        }
        return sum;
    }

    private static Value best(Operator better, List<Value> numbers) {
        Value best = filled(numbers).getFirst();
        for (Value number : numbers) {
            best = Comparisons.apply(better, number, best) ? number : best;
        }
        return best;
    }

    static Value avg(List<Value> numbers) {
        return Arithmetic.apply(Operator.DIVIDE, sum(filled(numbers)), Value.of(numbers.size()));
    }

    private static List<Value> filled(List<Value> numbers) {
        if (numbers.isEmpty()) {
            throw new ArgumentException("The list is empty");
        }
        return numbers;
    }

    private static long length(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text.codePointCount(0, text.length());
            case Value.Items(var items) -> items.size();
            case Value.Entries(var entries) -> entries.size();
            default -> throw new ArgumentException("A text, list or mapping is needed here, not " + Kinds.of(value));
        };
    }

    private static Value range(Value.Int start, Value.Int end) {
        BigInteger count = end.value().subtract(start.value()).max(BigInteger.ZERO);
        Limits.checkItems(count.bitLength() > 62 ? Long.MAX_VALUE : count.longValue());
        var numbers = new ArrayList<Value>(count.intValue());
        for (int i = 0; i < count.intValue(); i++) {
            numbers.add(new Value.Int(start.value().add(BigInteger.valueOf(i))));
        }
        return new Value.Items(numbers);
    }
}
