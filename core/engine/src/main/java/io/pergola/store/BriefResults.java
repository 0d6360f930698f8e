package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tables of many runs show of a run's results, so that these need not be read.
 *
 * @param line {@link RunSummary#line}
 * @param json without what every run has, which is nine tenths of them: the test's own figures with their units and references, the
 *     verdict with its reason, the first error, the exit code; empty if there are no results
 */
record BriefResults(String line, String json) {

    private static final Set<String> KEPT = Set.of("return_value", ResultKeys.ERRORS);

    /** Of a run and the text of its results, which is empty if it has none. */
    static BriefResults of(RunSummary run, String text) {
        Value.@Nullable Entries results = text.isEmpty() ? null : brief(text);
        // What separates rows must not be in it.
        return new BriefResults(DisplayText.harmless(run.line(results)), results == null ? "" : Json.write(results));
    }

    private static Value.Entries brief(String text) {
        try {
            var brief = new LinkedHashMap<>(Json.pick(text, BriefResults::kept).values());
            brief.computeIfPresent(ResultKeys.ERRORS, (key, value) -> first(value));
            return new Value.Entries(brief);
        } catch (JsonException e) {
            return SummaryReader.parse(text);
        }
    }

    private static boolean kept(String key) {
        return !ResultKeys.reserved(key) || KEPT.contains(key);
    }

    private static Value first(Value value) {
        return value instanceof Value.Items(List<Value> all) && all.size() > 1
                ? new Value.Items(List.of(all.getFirst()))
                : value;
    }
}
