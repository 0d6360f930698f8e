package io.pergola.expr;

import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Names as paths into the results of a run. */
final class ResultNames implements Names {

    private final Value.Entries results;

    ResultNames(Value.Entries results) {
        this.results = results;
    }

    @Override
    public Value value(Node.Reference reference, Evaluator evaluator) {
        Value first = results.values().get(reference.name());
        if (first == null) {
            throw new ExpressionException(
                    "The results have no \"" + reference.name() + "\"",
                    reference.start(),
                    reference.end(),
                    Suggestions.nearest(reference.name(), results.values().keySet()));
        }
        if (stars(reference.steps()) > 1) {
            throw new ExpressionException(
                    "A path into the results may have one * or slice", reference.start(), reference.end());
        }
        return Evaluator.guarded(
                reference, () -> converted(new Navigation(evaluator).walk(first, reference.steps(), 0)));
    }

    private static long stars(List<Step> steps) {
        int stars = 0;
        for (Step step : steps) {
            stars += step instanceof Step.All || step instanceof Step.Slice ? 1 : 0;
        }
        return stars;
    }

    private static Value converted(Value value) {
        return switch (value) {
            case Value.Text _ -> Numbers.convert(value);
            case Value.Items(List<Value> items) -> {
                var converted = new ArrayList<Value>(items.size());
                for (Value item : items) {
                    converted.add(converted(item));
                }
                yield new Value.Items(converted);
            }
            case Value.Entries(var entries) -> {
                var converted = new LinkedHashMap<String, Value>();
                entries.forEach((key, entry) -> converted.put(key, converted(entry)));
                yield new Value.Entries(converted);
            }
            default -> value;
        };
    }
}
