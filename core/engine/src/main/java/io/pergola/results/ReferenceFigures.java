package io.pergola.results;

import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Figures of runs as references are made of them. */
public final class ReferenceFigures {

    private ReferenceFigures() {}

    /**
     * The numbers at a path of a run's results. What is no finite number, or is in a unit of another kind, is left out.
     *
     * @param path as a reference has it, perhaps with {@code *}
     * @param unit in which they are wanted; empty for the one they have
     */
    public static List<Double> numbers(Value.Entries results, String path, String unit) {
        List<Double> numbers = new ArrayList<>();
        FigurePath.find(results, path).forEach((name, figure) -> {
            OptionalDouble number = number(figure);
            String own = unit(results, name);
            if (number.isPresent() && (unit.isEmpty() || own.isEmpty())) {
                numbers.add(number.getAsDouble());
            } else if (number.isPresent()) {
                Units.factor(own, unit).ifPresent(factor -> numbers.add(number.getAsDouble() * factor.doubleValue()));
            }
        });
        return numbers;
    }

    /** The unit of the first figure at a path that has one; empty if none has. */
    public static String unit(Value.Entries results, String path) {
        return results.values().get(ResultKeys.UNITS) instanceof Value.Entries(var units)
                ? FigurePath.find(results, path).keySet().stream()
                        .map(name -> units.get(name) instanceof Value.Text(String unit) ? unit : "")
                        .filter(unit -> !unit.isEmpty())
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static OptionalDouble number(Value figure) {
        double number =
                switch (Numbers.convert(figure)) {
                    case Value.Int(var whole) -> whole.doubleValue();
                    case Value.Real(double real) -> real;
                    default -> Double.NaN;
                };
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** Of at least one number: the middle one, or the mean of the two in the middle. */
    public static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
