package io.pergola.cli;

import io.pergola.model.Place;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Problems as JSON. */
final class ProblemJson {

    private ProblemJson() {}

    static Value list(Collection<Problem> problems) {
        return new Value.Items(problems.stream().<Value>map(ProblemJson::of).toList());
    }

    static Value.Entries of(Problem problem) {
        Optional<Place> place = problem.place();
        var values = new LinkedHashMap<String, Value>();
        values.put("message", Value.of(problem.what()));
        values.put("help", problem.help().map(Value::of).orElse(Value.NULL));
        values.put("file", place.map(at -> Value.of(at.source())).orElse(Value.NULL));
        values.put("line", place.map(at -> Value.of((long) at.line())).orElse(Value.NULL));
        values.put("column", place.map(at -> Value.of((long) at.column())).orElse(Value.NULL));
        return new Value.Entries(values);
    }
}
