package io.pergola.yaml;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds the nodes of one document from the parser's events. */
final class NodeBuilder {

    /** Deeper nesting is refused. */
    static final int MAX_DEPTH = 100;

    /** More values than this, aliases written out, are refused. */
    static final long MAX_NODES = 1_000_000;

    /** So many are told; then the file is given up. */
    private static final int MAX_PROBLEMS = 200;

    private final SourceText source;
    private final EventStream events;
    private final List<Problem> problems;
    private final Map<String, Named> anchors = new HashMap<>();
    private long nodes;
    private int deepest;

    /** A node with a name: how many values it holds and how deep it nests. Without a node while it is being read. */
    private record Named(@Nullable YamlNode node, long nodes, int height) {}

    NodeBuilder(SourceText source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
        this.events = new EventStream(source);
    }

    /** The only document; null if there is none. */
    @Nullable YamlNode document() {
        events.next();
        Event first = events.next();
        if (!(first instanceof DocumentStartEvent)) {
            return null;
        }
        YamlNode root = node(events.next(), 0);
        events.next();
        Event after = events.next();
        if (after instanceof DocumentStartEvent) {
            problems.add(events.span(after)
                    .mark(Problem.error("the file '" + source.name() + "' holds more than one document")
                            .help("Put each into a file of its own")));
        }
        boolean empty = root instanceof YamlNode.Scalar scalar && scalar.text() == null;
        return empty ? null : root;
    }

    private YamlNode node(Event event, int depth) {
        count(event, 1, depth);
        Optional<String> anchor = event instanceof NodeEvent named && !(event instanceof AliasEvent)
                ? named.getAnchor().map(Anchor::getValue)
                : Optional.empty();
        if (anchor.isEmpty()) {
            return bare(event, depth);
        }
        long before = nodes;
        int deepestBefore = deepest;
        deepest = depth;
        anchors.put(anchor.get(), new Named(null, 0, 0));
        YamlNode node = bare(event, depth);
        anchors.put(anchor.get(), new Named(node, nodes - before + 1, deepest - depth));
        deepest = Math.max(deepest, deepestBefore);
        return node;
    }

    private void count(Event event, long more, int depth) {
        nodes += more;
        deepest = Math.max(deepest, depth);
        if (depth > MAX_DEPTH) {
            throw broken(event, Problem.error("nested deeper than " + MAX_DEPTH + " levels"));
        }
        if (nodes > MAX_NODES) {
            throw broken(
                    event,
                    Problem.error("more than " + MAX_NODES + " values once aliases are written out")
                            .help("Use fewer aliases of aliases"));
        }
    }

    private YamlNode bare(Event event, int depth) {
        return switch (event.getEventId()) {
            case Alias -> alias((AliasEvent) event, depth);
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence((SequenceStartEvent) event, depth);
            case MappingStart -> mapping((MappingStartEvent) event, depth);
            default -> throw broken(event, Problem.error("not YAML: a value was expected here"));
        };
    }

    private YamlNode alias(AliasEvent event, int depth) {
        String name = event.getAlias().getValue();
        @Nullable Named named = anchors.get(name);
        if (named == null) {
            throw broken(event, Problem.error("nothing is named '&" + name + "' before this alias '*" + name + "'"));
        }
        if (named.node() == null) {
            throw broken(event, Problem.error("the alias '*" + name + "' stands inside the value that it names"));
        }
        count(event, named.nodes(), depth + named.height());
        return named.node();
    }

    private YamlNode.Scalar scalar(ScalarEvent event) {
        YamlNode.Style style =
                switch (event.getScalarStyle()) {
                    case PLAIN, JSON_SCALAR_STYLE -> YamlNode.Style.PLAIN;
                    case SINGLE_QUOTED -> YamlNode.Style.SINGLE;
                    case DOUBLE_QUOTED -> YamlNode.Style.DOUBLE;
                    case LITERAL -> YamlNode.Style.LITERAL;
                    case FOLDED -> YamlNode.Style.FOLDED;
                };
        String written = event.getValue();
        // A tag such as !!str says that the word is meant as it stands.
        boolean word = style == YamlNode.Style.PLAIN && event.getTag().isEmpty();
        return new YamlNode.Scalar(events.span(event), style, word ? ScalarWords.plain(written) : written);
    }

    private YamlNode sequence(SequenceStartEvent start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        Event event = events.next();
        while (!(event instanceof CollectionEndEvent)) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new YamlNode.Sequence(between(start, event), items);
    }

    private YamlNode mapping(MappingStartEvent start, int depth) {
        var entries = new LinkedHashMap<String, YamlNode.Entry>();
        var merged = new LinkedHashMap<String, YamlNode.Entry>();
        Event event = events.next();
        while (!(event instanceof CollectionEndEvent)) {
            Event keyEvent = event;
            YamlNode.Scalar key = key(keyEvent, depth);
            YamlNode value = node(events.next(), depth + 1);
            if (key.style() == YamlNode.Style.PLAIN && "<<".equals(key.text())) {
                merge(value, entries, merged);
            } else {
                put(new YamlNode.Entry(key, value), entries, merged);
            }
            event = events.next();
        }
        return new YamlNode.Mapping(between(start, event), List.copyOf(entries.values()));
    }

    /** Keys keep their letters: {@code on} is a fine name for a variable. */
    private YamlNode.Scalar key(Event event, int depth) {
        YamlNode node = node(event, depth + 1);
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw broken(event, Problem.error("a key must be a text, but this is " + node.kind()));
        }
        boolean plain = scalar.style() == YamlNode.Style.PLAIN && event instanceof ScalarEvent;
        String written = event instanceof ScalarEvent direct
                ? direct.getValue()
                : scalar.value().orElse("null");
        return new YamlNode.Scalar(scalar.span(), plain ? YamlNode.Style.PLAIN : scalar.style(), written);
    }

    private void put(
            YamlNode.Entry entry,
            SequencedMap<String, YamlNode.Entry> entries,
            SequencedMap<String, YamlNode.Entry> merged) {
        YamlNode.@Nullable Entry older = entries.get(entry.name());
        if (older == null || merged.remove(entry.name()) != null) {
            entries.put(entry.name(), entry);
            return;
        }
        var place = older.key().place();
        add(entry.key()
                .span()
                .mark(Problem.error("the key '" + entry.name() + "' stands here twice in the same mapping")
                        .help("The first is in line " + place.line() + ", column " + place.column()
                                + "; keep one of them")));
    }

    private void merge(
            YamlNode value, SequencedMap<String, YamlNode.Entry> entries, SequencedMap<String, YamlNode.Entry> merged) {
        List<YamlNode> parts = value instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(value);
        for (YamlNode part : parts) {
            if (!(part instanceof YamlNode.Mapping mapping)) {
                add(part.span().mark(Problem.error("'<<' merges mappings, but this is " + part.kind())));
                continue;
            }
            nodes += mapping.entries().size();
            for (YamlNode.Entry entry : mapping.entries()) {
                if (entries.putIfAbsent(entry.name(), entry) == null) {
                    merged.put(entry.name(), entry);
                }
            }
        }
    }

    private void add(Problem problem) {
        problems.add(problem);
        if (problems.size() >= MAX_PROBLEMS) {
            throw new BrokenYaml(Problem.error("the file has more problems than these " + MAX_PROBLEMS));
        }
    }

    private Span between(Event start, Event end) {
        int from = events.span(start).start();
        return new Span(source, from, Math.max(from, events.span(end).end()));
    }

    private BrokenYaml broken(Event event, Problem problem) {
        return new BrokenYaml(events.span(event).mark(problem));
    }
}
