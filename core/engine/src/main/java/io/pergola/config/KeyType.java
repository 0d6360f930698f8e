package io.pergola.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind a key.
 *
 * <p>What every command does when it reads the site asks with {@code instanceof}: a {@code switch} over patterns is linked
 * anew by each process, which the AOT cache cannot keep, and costs 1-2 ms at the first use.
 */
public sealed interface KeyType {

    /** What is expected, in words: {@code a text}, {@code a list of texts}. */
    String expected();

    /** What a single text stands behind. */
    sealed interface Single extends KeyType {

        /** True if the text fits as it is written; what may hold expressions always does. */
        default boolean fits(String text) {
            return true;
        }
    }

    /** A single text. */
    record Text() implements Single {
        @Override
        public String expected() {
            return "a text";
        }
    }

    /** A single word of a certain form, which is checked as it is written, before expressions. */
    record Word(Pattern pattern, String meaning) implements Single {
        @Override
        public boolean fits(String text) {
            return pattern.matcher(text).matches();
        }

        @Override
        public String expected() {
            return meaning;
        }
    }

    /** {@code true} or {@code false}, checked as it is written. */
    record Flag() implements Single {
        @Override
        public boolean fits(String text) {
            return text.matches("[Tt]rue|[Ff]alse");
        }

        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** A whole number of at least {@code least}, checked as it is written. */
    record Count(int least) implements Single {
        @Override
        public boolean fits(String text) {
            return text.matches("\\d{1,9}") && Integer.parseInt(text) >= least;
        }

        @Override
        public String expected() {
            return "a whole number of at least " + least;
        }
    }

    /** Any number of texts; a single one may stand without a list. */
    record Texts() implements KeyType {
        @Override
        public String expected() {
            return "a list of texts";
        }
    }

    /** The variables of a test. */
    record Variables() implements KeyType {

        /** What their names must look like, with what may stand behind them. */
        public static final NameRule NAMES = NameRule.of(
                "[a-zA-Z][a-zA-Z0-9_]*[?+]?",
                "letters, digits and _, starting with a letter, perhaps with ? or + behind");

        /** What the names of sub-values must look like. */
        public static final NameRule PARTS =
                NameRule.of("[a-zA-Z][a-zA-Z0-9_]*", "letters, digits and _, starting with a letter");

        @Override
        public String expected() {
            return "a mapping of names to values";
        }
    }

    /**
     * A mapping with names of the user's own.
     *
     * @param value what may stand behind each name
     * @param names what the names must look like
     * @param nullable true if nothing is a value of its own, as in {@code env}, where it unsets
     * @param words true if a text of words {@code NAME=VALUE} stands for a mapping too
     */
    record Free(KeyType value, NameRule names, boolean nullable, boolean words) implements KeyType {

        /** Written as a mapping only. */
        public Free(KeyType value, NameRule names, boolean nullable) {
            this(value, names, nullable, false);
        }

        @Override
        public String expected() {
            return words ? "a mapping, or words NAME=VALUE" : "a mapping";
        }
    }

    /** The keys of a section that only plugins know. */
    @FunctionalInterface
    interface Others {

        /** The key of that name. */
        Optional<Key> find(String name);

        /** The names of all of them, as far as they can be told; asked for where something is wrong. */
        default Collection<String> names() {
            return List.of();
        }

        /** Why one that should be there may not be, in sentences; empty if nothing is known. */
        default String missing() {
            return "";
        }
    }

    /** A mapping with fixed keys, and perhaps some that only plugins know. */
    final class Section implements KeyType {

        private final SequencedMap<String, Key> keys;
        private final Others others;

        /** With these keys and no others. */
        public Section(List<Key> keys) {
            this(keys, name -> Optional.empty());
        }

        /** With these keys and others. */
        public Section(List<Key> keys, Others others) {
            var byName = new LinkedHashMap<String, Key>();
            keys.forEach(key -> byName.put(key.name(), key));
            this.keys = Collections.unmodifiableSequencedMap(byName);
            this.others = others;
        }

        /** The fixed keys, in the order in which people want to read them. */
        public List<Key> keys() {
            return List.copyOf(keys.values());
        }

        /** The key of that name, fixed or not. */
        public Optional<Key> find(String name) {
            @Nullable Key fixed = keys.get(name);
            return fixed == null ? others.find(name) : Optional.of(fixed);
        }

        /** Those that are not fixed. */
        public Others others() {
            return others;
        }

        @Override
        public String expected() {
            return "a mapping";
        }
    }
}
