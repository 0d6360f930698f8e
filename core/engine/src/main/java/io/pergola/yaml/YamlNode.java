package io.pergola.yaml;

import io.pergola.model.Place;
import io.pergola.model.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in a YAML file, with its place. Immutable. Aliases share the node they name. */
public sealed interface YamlNode {

    /** Where it stands. */
    Span span();

    /** What it is, in a user's words: {@code a text}, {@code a list}, {@code a mapping}, {@code nothing}. */
    String kind();

    /** The place of its first character. */
    default Place place() {
        return span().place();
    }

    /** How a scalar was written. */
    enum Style {
        /** Without quotes. */
        PLAIN,
        /** In single quotes. */
        SINGLE,
        /** In double quotes. */
        DOUBLE,
        /** A block that keeps its line ends ({@code |}). */
        LITERAL,
        /** A block whose lines are joined ({@code >}). */
        FOLDED
    }

    /**
     * A single value, as the user wrote it. Only the plain words {@code yes no on off true false} of YAML 1.1 became
     * {@code True} or {@code False}.
     *
     * @param span where it stands, quotes and block header included
     * @param style how it was written
     * @param text its text; null for a plain {@code null}, {@code ~} or nothing at all
     */
    record Scalar(Span span, Style style, @Nullable String text) implements YamlNode {

        /** The text, unless it is null. */
        public Optional<String> value() {
            return Optional.ofNullable(text);
        }

        @Override
        public String kind() {
            return text == null ? "nothing" : "a text";
        }

        /** The place in the file of the character at {@code offset} of the text. */
        public Place placeOf(int offset) {
            return span.source().place(ScalarOffsets.of(this).source(offset));
        }

        /** The same problem, at the character at {@code offset} of the text, with the line it is on. */
        public Problem mark(Problem problem, int offset) {
            return span.mark(problem, ScalarOffsets.of(this).source(offset));
        }
    }

    /**
     * A list.
     *
     * @param span where it stands
     * @param items in order
     */
    record Sequence(Span span, List<YamlNode> items) implements YamlNode {

        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A mapping. Its keys differ; merge keys are resolved.
     *
     * @param span where it stands
     * @param entries in the order of the file
     */
    record Mapping(Span span, List<Entry> entries) implements YamlNode {

        /** Copies the list. */
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        /** The value of a key, if it is there. */
        public Optional<YamlNode> find(String key) {
            return entries.stream()
                    .filter(entry -> entry.name().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param key the key; its text is what stands in the file, never null, never changed as values are
     * @param value the value
     */
    record Entry(Scalar key, YamlNode value) {

        /** The text of the key. */
        public String name() {
            return key.value().orElse("");
        }
    }
}
