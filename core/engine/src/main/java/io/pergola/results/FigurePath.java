package io.pergola.results;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Paths to figures: keys with dots between them, {@code *} for every key of a mapping. */
final class FigurePath {

    private FigurePath() {}

    /** The figures of the results that are meant, by their own path; null for one that is not there. */
    static SequencedMap<String, Value> find(Value.Entries results, String path) {
        SequencedMap<String, Value> found = new LinkedHashMap<>();
        find(results, List.of(path.split("\\.", -1)), "", found);
        return found;
    }

    private static void find(Value value, List<String> path, String above, Map<String, Value> found) {
        if (path.isEmpty()) {
            found.put(above, value);
            return;
        }
        String key = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (value instanceof Value.Entries(var entries)) {
            List<String> keys = key.equals("*") ? new ArrayList<>(entries.keySet()) : List.of(key);
            for (String each : keys) {
                String name = above.isEmpty() ? each : above + "." + each;
                find(entries.getOrDefault(each, Value.NULL), rest, name, found);
            }
        } else if (!key.equals("*")) {
            found.put(above + "." + String.join(".", path), Value.NULL);
        }
    }
}
