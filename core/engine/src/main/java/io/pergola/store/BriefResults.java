package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run's results without what every run has, which is nine tenths of them: the test's own figures with their units and references,
 * the verdict with its reason, the first error, the exit code. What a table of many runs shows.
 */
final class BriefResults {

    private static final Set<String> KEPT = Set.of("return_value", ResultKeys.ERRORS);

    private BriefResults() {}

    /** Of JSON texts by number; empty texts stay empty. */
    static Map<Integer, String> of(Map<Integer, String> results) {
        Map<Integer, String> briefs = HashMap.newHashMap(results.size());
        results.forEach((number, text) -> briefs.put(number, text.isEmpty() ? "" : Json.write(of(text))));
        return briefs;
    }

    private static Value.Entries of(String text) {
        var brief = new LinkedHashMap<String, Value>();
        SummaryReader.parse(text).values().forEach((key, value) -> {
            if (!ResultKeys.reserved(key)) {
                brief.put(key, value);
            } else if (KEPT.contains(key)) {
                brief.put(key, first(value));
            }
        });
        return new Value.Entries(brief);
    }

    private static Value first(Value value) {
        return value instanceof Value.Items(List<Value> all) && all.size() > 1
                ? new Value.Items(List.of(all.getFirst()))
                : value;
    }
}
