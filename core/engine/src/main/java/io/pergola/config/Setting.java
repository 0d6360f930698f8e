package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A merged but unresolved value of a test. Immutable. Keys that nobody set are absent. */
public sealed interface Setting {

    /**
     * A text.
     *
     * @param text as written; null where nothing is a value of its own
     * @param written where it stands; null if it stands nowhere
     * @param origin who set it
     */
    record Text(@Nullable String text, YamlNode.@Nullable Scalar written, Origin origin) implements Setting {

        static Text of(YamlNode.Scalar scalar, Origin origin) {
            return new Text(scalar.text(), scalar, origin);
        }

        /** A text that stands in no file. */
        public static Text of(String text, Origin origin) {
            return new Text(text, null, origin);
        }

        /** The text, unless it is null. */
        public Optional<String> value() {
            return Optional.ofNullable(text);
        }

        /** The problem, at the character at {@code offset} of this text. */
        public Problem mark(Problem problem, int offset) {
            return written == null ? problem : written.mark(problem, offset);
        }
    }

    /**
     * A list.
     *
     * @param items in order; each knows who added it
     * @param origin who set or last extended it
     */
    record Listing(List<Text> items, Origin origin) implements Setting {

        /** Copies the list. */
        public Listing {
            items = List.copyOf(items);
        }
    }

    /**
     * A mapping.
     *
     * @param entries by key, in the order in which keys were first set
     */
    record Group(SequencedMap<String, Setting> entries) implements Setting {

        /** Without entries. */
        public static final Group EMPTY = new Group(new LinkedHashMap<>());

        /** Copies the mapping. */
        public Group {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }

        /** What stands behind a key, if somebody set it. */
        public Optional<Setting> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The mapping behind a key; empty if nobody set it. */
        public Group group(String key) {
            return entries.get(key) instanceof Group group ? group : EMPTY;
        }

        /** The text behind a key, if somebody set it to one. */
        public Optional<Text> text(String key) {
            return entries.get(key) instanceof Text text ? Optional.of(text) : Optional.empty();
        }

        /** The list behind a key; empty if nobody set it. */
        public List<Text> list(String key) {
            return entries.get(key) instanceof Listing listing ? listing.items() : List.of();
        }

        /** This mapping, and what {@code weaker} says where this one says nothing. */
        public Group over(Group weaker) {
            var merged = new LinkedHashMap<>(entries);
            weaker.entries.forEach((key, value) -> merged.merge(
                    key,
                    value,
                    (own, other) -> own instanceof Group mine && other instanceof Group its ? mine.over(its) : own));
            return new Group(merged);
        }

        /** The same with another value behind a key. */
        public Group with(String key, Setting value) {
            var copy = new LinkedHashMap<>(entries);
            copy.put(key, value);
            return new Group(copy);
        }
    }

    /**
     * The variables of a test.
     *
     * @param byName in the order in which they were first set
     */
    record Variables(SequencedMap<String, VariableSetting> byName) implements Setting {

        /** Without variables. */
        static final Variables NONE = new Variables(new LinkedHashMap<>());

        /** Copies the mapping. */
        public Variables {
            byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
        }
    }
}
