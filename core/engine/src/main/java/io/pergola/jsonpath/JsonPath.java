package io.pergola.jsonpath;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into JSON values, as RFC 9535 words it; the regular expressions of {@code match()} and {@code search()} are Python's, as
 * everywhere in Pergola. Immutable.
 */
public final class JsonPath {

    private final String source;
    private final List<Segment> segments;

    private JsonPath(String source, List<Segment> segments) {
        this.source = source;
        this.segments = segments;
    }

    /**
     * Reads a path.
     *
     * @throws JsonPathException if it is not one
     */
    public static JsonPath parse(String path) {
        return new JsonPath(path, PathParser.parse(path));
    }

    /** As it was written. */
    public String source() {
        return source;
    }

    /**
     * All that it leads to.
     *
     * @throws JsonPathException if that takes too long, or is too much
     */
    public List<Value> select(Value document) {
        return new Walk(document).follow(segments, document);
    }

    /**
     * How far a path leads that leads to nothing.
     *
     * @throws JsonPathException as {@link #select}
     */
    public DeadEnd deadEnd(Value document) {
        for (int i = segments.size() - 1; i > 0; i--) {
            List<Value> nodes = new Walk(document).follow(segments.subList(0, i), document);
            if (!nodes.isEmpty()) {
                return deadEnd(nodes, segments.get(i - 1).end(), segments.get(i));
            }
        }
        return segments.isEmpty() ? DeadEnd.NONE : deadEnd(List.of(document), 1, segments.getFirst());
    }

    private DeadEnd deadEnd(List<Value> nodes, int end, Segment next) {
        List<String> wanted = new ArrayList<>();
        for (Selector selector : next.selectors()) {
            if (selector instanceof Selector.Name(String name)) {
                wanted.add(name);
            }
        }
        return new DeadEnd(source.substring(0, end), nodes, source.substring(end, next.end()), wanted);
    }

    /**
     * Where a path ends that leads to nothing.
     *
     * @param reached the part of it that leads to something
     * @param nodes what that is
     * @param next the step from which there is no further
     * @param names that the step asks for
     */
    public record DeadEnd(String reached, List<Value> nodes, String next, List<String> names) {

        static final DeadEnd NONE = new DeadEnd("$", List.of(), "", List.of());

        /** Copies. */
        public DeadEnd {
            nodes = List.copyOf(nodes);
            names = List.copyOf(names);
        }
    }
}
