package io.pergola.results;

import io.pergola.model.Value;
import io.pergola.spi.ResultLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * A JSON document that begins on this line and ends before the line that {@code stop_at} matches, or with the file. What is
 * excluded goes first; of the rest, what is included stays.
 */
record JsonParser(List<String> include, List<String> exclude, Optional<Pattern> stopAt) implements Parser.OfBlock {

    static Parser of(Arguments arguments) {
        return new JsonParser(
                arguments.texts("include_only", List.of()),
                arguments.texts("exclude", List.of()),
                arguments.has("stop_at") ? Optional.of(arguments.regex("stop_at")) : Optional.empty());
    }

    @Override
    public Finding parse(ResultLines lines) throws IOException {
        try {
            return chosen(JsonDocument.read(lines, stopAt));
        } catch (Document.RefusedException e) {
            return new Finding.Failed(e.said());
        }
    }

    private Finding chosen(Value value) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return new Finding.Found(value);
        }
        Value rest = value;
        for (String path : exclude) {
            if (at(rest, parts(path)).isEmpty()) {
                return missing(path);
            }
            rest = without(rest, parts(path));
        }
        return include.isEmpty() ? new Finding.Found(rest) : only(rest);
    }

    private Finding only(Value value) {
        Value kept = new Value.Entries(new LinkedHashMap<>());
        for (String path : include) {
            Optional<Value> found = at(value, parts(path));
            if (found.isEmpty()) {
                return missing(path);
            }
            kept = with(kept, parts(path), found.get());
        }
        return new Finding.Found(kept);
    }

    private static Finding missing(String path) {
        return new Finding.Failed("the JSON document has no key '" + path + "'");
    }

    private static List<String> parts(String path) {
        return List.of(path.split("\\.", -1));
    }

    private static Optional<Value> at(Value value, List<String> path) {
        Optional<Value> here = Optional.of(value);
        for (String key : path) {
            here = here.filter(Value.Entries.class::isInstance)
                    .map(found -> ((Value.Entries) found).values().get(key));
        }
        return here;
    }

    private static Value without(Value value, List<String> path) {
        var values = entries(value);
        String key = path.getFirst();
        if (path.size() == 1) {
            values.remove(key);
        } else {
            values.computeIfPresent(key, (_, inner) -> without(inner, path.subList(1, path.size())));
        }
        return new Value.Entries(values);
    }

    private static Value with(Value value, List<String> path, Value leaf) {
        if (path.isEmpty()) {
            return leaf;
        }
        var values = entries(value);
        Value inner = values.getOrDefault(path.getFirst(), Value.NULL);
        values.put(path.getFirst(), with(inner, path.subList(1, path.size()), leaf));
        return new Value.Entries(values);
    }

    private static SequencedMap<String, Value> entries(Value value) {
        return value instanceof Value.Entries entries ? new LinkedHashMap<>(entries.values()) : new LinkedHashMap<>();
    }

    @Override
    public String looksFor() {
        List<String> keys = new ArrayList<>(include);
        return keys.isEmpty() ? "a JSON document" : "a JSON document with " + String.join(", ", keys);
    }
}
