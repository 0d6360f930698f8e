package io.pergola.cli;

import io.pergola.explain.Explained;
import io.pergola.explain.Explanation;
import io.pergola.explain.Outcome;
import io.pergola.explain.Step;
import io.pergola.explain.Used;
import io.pergola.model.Place;
import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An explanation as JSON. */
final class ExplanationJson {

    private ExplanationJson() {}

    static Value of(Explanation explanation) {
        var whole = new LinkedHashMap<String, Value>();
        whole.put("test", Value.of(explanation.test()));
        whole.put("permutation", new Value.Entries(explanation.permutation()));
        whole.put("others", Value.ofTexts(explanation.others()));
        whole.put("values", list(explanation.values(), ExplanationJson::value));
        whole.put("errors", ProblemJson.list(explanation.problems()));
        return new Value.Entries(whole);
    }

    private static <T> Value list(List<T> items, Function<T, Value> shape) {
        return new Value.Items(items.stream().map(shape).toList());
    }

    private static Value value(Explained explained) {
        var row = new LinkedHashMap<String, Value>();
        row.put("key", Value.of(explained.key()));
        outcome(explained.outcome(), row);
        row.put("written", explained.written().map(Value::of).orElse(Value.NULL));
        row.put("chain", list(explained.chain(), ExplanationJson::step));
        row.put("expressions", list(explained.expressions(), filled -> {
            var each = new LinkedHashMap<String, Value>();
            each.put("text", Value.of(filled.text()));
            outcome(filled.outcome(), each);
            return new Value.Entries(each);
        }));
        row.put("variables", list(explained.uses(), ExplanationJson::used));
        row.put("items", list(explained.items(), ExplanationJson::value));
        return new Value.Entries(row);
    }

    private static void outcome(Outcome outcome, Map<String, Value> row) {
        switch (outcome) {
            case Outcome.Known(Value value) -> row.put("value", value);
            case Outcome.Deferred() -> {
                row.put("value", Value.NULL);
                row.put("deferred", Value.of(true));
            }
            case Outcome.Failed(String reason) -> {
                row.put("value", Value.NULL);
                row.put("error", Value.of(reason));
            }
        }
    }

    private static Value step(Step step) {
        Optional<Place> place = step.place();
        var row = new LinkedHashMap<String, Value>();
        row.put("layer", Value.of(step.kind()));
        row.put("name", Value.of(step.name()));
        row.put("file", place.map(at -> Value.of(at.source())).orElse(Value.NULL));
        row.put("line", place.map(at -> Value.of((long) at.line())).orElse(Value.NULL));
        row.put("column", place.map(at -> Value.of((long) at.column())).orElse(Value.NULL));
        row.put("written", Value.of(step.written()));
        return new Value.Entries(row);
    }

    private static Value used(Used used) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(used.name()));
        outcome(used.outcome(), row);
        row.put("chain", list(used.chain(), ExplanationJson::step));
        row.put("variables", list(used.uses(), ExplanationJson::used));
        return new Value.Entries(row);
    }
}
