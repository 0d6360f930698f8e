package io.pergola.results;

import io.pergola.jsonpath.JsonPath;
import io.pergola.jsonpath.JsonPathException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a JSONPath leads to in the JSON document that begins on this line, and ends before the line that {@code stop_at} matches, or
 * with the file. Each thing that it leads to is a value.
 */
record JsonPathParser(JsonPath path, Optional<Pattern> stopAt) implements ResultSearch {

    /** Nodes whose names are looked at to tell what a path may have meant. */
    private static final int MOST_NODES = 1000;

    static JsonPathParser of(Arguments arguments) {
        return new JsonPathParser(
                path(arguments), arguments.has("stop_at") ? Optional.of(arguments.regex("stop_at")) : Optional.empty());
    }

    private static JsonPath path(Arguments arguments) {
        String text = arguments.text("path", "$").strip();
        try {
            return JsonPath.parse(text);
        } catch (JsonPathException e) {
            String where = e.at() < 0 ? "" : " (at character " + (e.at() + 1) + ")";
            arguments.add(
                    "path",
                    Problem.error("path '" + text + "' is not a JSONPath: " + e.said() + where)
                            .help("A path looks like $.jobs[0].read.bw or $.jobs[?@.name=='seq'].read.bw"));
            return JsonPath.parse("$");
        }
    }

    @Override
    public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
        try {
            Value document = JsonDocument.read(lines, stopAt);
            List<Value> found = path.select(document);
            boolean any = false;
            boolean more = true;
            for (int i = 0; more && i < found.size(); i++) {
                any |= !(found.get(i) instanceof Value.Null);
                more = values.add(found.get(i));
            }
            return any
                    ? SearchOutcome.done()
                    : SearchOutcome.nothing(found.isEmpty() ? hint(document) : "what is there is null");
        } catch (Document.RefusedException e) {
            return SearchOutcome.failed(e.said());
        } catch (JsonPathException e) {
            return SearchOutcome.failed(e.said());
        }
    }

    private String hint(Value document) {
        JsonPath.DeadEnd end = path.deadEnd(document);
        String reached = end.reached() + " is there"
                + (end.nodes().size() == 1 ? "" : ", " + end.nodes().size() + " times");
        if (end.names().isEmpty()) {
            return reached + ", " + kind(end.nodes().getFirst()) + ", and nothing in it fits " + end.next();
        }
        var names = new TreeSet<String>();
        for (Value node :
                end.nodes().subList(0, Math.min(MOST_NODES, end.nodes().size()))) {
            if (node instanceof Value.Entries(var members)) {
                names.addAll(members.keySet());
            }
        }
        if (names.isEmpty()) {
            return reached + ", but it is " + kind(end.nodes().getFirst());
        }
        String wanted = end.names().getFirst();
        return reached + ", but has no '" + wanted + "'. " + Nearest.sentence(wanted, names);
    }

    private static String kind(Value value) {
        return switch (value) {
            case Value.Items(var items) -> "a list of " + items.size();
            case Value.Entries(var members) -> "a mapping of " + members.size();
            case Value.Text _ -> "a text";
            case Value.Int _, Value.Real _ -> "a number";
            case Value.Bool _ -> "a truth value";
            case Value.Null() -> "null";
        };
    }

    @Override
    public String looksFor() {
        return "path '" + path.source() + "'";
    }
}
