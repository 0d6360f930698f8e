package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.report.DisplayText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Of each run of an update. */
    static Map<Integer, BriefResults> of(IndexUpdate update) {
        Map<Integer, RunSummary> runs = HashMap.newHashMap(update.summaries().size());
        update.summaries().forEach(run -> runs.put(run.id().number(), run));
        Map<Integer, BriefResults> briefs = HashMap.newHashMap(update.results().size());
        update.results().forEach((number, text) -> briefs.put(number, of(runs.get(number), text)));
        return briefs;
    }

    private static BriefResults of(@Nullable RunSummary run, String text) {
        Value.@Nullable Entries results = text.isEmpty() ? null : SummaryReader.parse(text);
        // What separates rows must not be in it.
        String line = run == null ? "" : DisplayText.harmless(run.line(results));
        return new BriefResults(line, results == null ? "" : Json.write(brief(results)));
    }

    private static Value.Entries brief(Value.Entries results) {
        var brief = new LinkedHashMap<String, Value>();
        results.values().forEach((key, value) -> {
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
