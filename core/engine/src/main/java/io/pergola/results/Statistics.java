package io.pergola.results;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Sums and the like over the numbers of a list; truth values count as 0 and 1. One NaN makes the outcome NaN. */
final class Statistics {

    private static final Comparator<Value> ORDER = Comparator.comparingDouble(Statistics::real);

    private Statistics() {}

    /** Nothing if the value is not a list or has no numbers in it. */
    static Value of(Value value, Function<List<Value>, Value> figure) {
        if (!(Numbers.convert(value) instanceof Value.Items list)) {
            return Value.NULL;
        }
        List<Value> numbers = list.values().stream()
                .map(Statistics::number)
                .filter(Statistics::isNumber)
                .toList();
        if (numbers.isEmpty()) {
            return Value.NULL;
        }
        return numbers.stream().anyMatch(item -> Double.isNaN(real(item)))
                ? Value.of(Double.NaN)
                : figure.apply(numbers);
    }

    private static Value number(Value value) {
        return value instanceof Value.Bool flag ? Value.of(flag.value() ? 1 : 0) : value;
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real;
    }

    private static double real(Value number) {
        return switch (number) {
            case Value.Int(BigInteger value) -> value.doubleValue();
            case Value.Real(double value) -> value;
            default -> throw new IllegalArgumentException("not a number");
        };
    }

    static Value sum(List<Value> numbers) {
        return numbers.stream().reduce(Value.of(0), Statistics::add);
    }

    private static Value add(Value left, Value right) {
        return left instanceof Value.Int a && right instanceof Value.Int b
                ? new Value.Int(a.value().add(b.value()))
                : Value.of(real(left) + real(right));
    }

    static Value min(List<Value> numbers) {
        return numbers.stream().min(ORDER).orElse(Value.NULL);
    }

    static Value max(List<Value> numbers) {
        return numbers.stream().max(ORDER).orElse(Value.NULL);
    }

    static Value mean(List<Value> numbers) {
        return Value.of(real(sum(numbers)) / numbers.size());
    }

    static Value median(List<Value> numbers) {
        List<Value> sorted = numbers.stream().sorted(ORDER).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : Value.of((real(sorted.get(middle - 1)) + real(sorted.get(middle))) / 2);
    }
}
