package io.pergola.filter;

import java.util.List;
import java.util.stream.Collectors;

/** What a filter says. The text of a condition, read again, gives an equal one. */
sealed interface Condition {

    /** True if something has to be looked up for each run. */
    boolean isSlow();

    /** All of two or more. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean isSlow() {
            return parts.stream().anyMatch(Condition::isSlow);
        }

        @Override
        public String toString() {
            return parts.stream().map(Condition::enclosed).collect(Collectors.joining(" "));
        }
    }

    /** One or more of two or more. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean isSlow() {
            return parts.stream().anyMatch(Condition::isSlow);
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof All ? part.toString() : enclosed(part))
                    .collect(Collectors.joining(" | "));
        }
    }

    /** The contrary. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean isSlow() {
            return part.isSlow();
        }

        @Override
        public String toString() {
            return "!" + enclosed(part);
        }
    }

    /** A word. */
    record Is(Word word) implements Condition {
        @Override
        public boolean isSlow() {
            return word == Word.ALL_STARTED;
        }

        @Override
        public String toString() {
            return word.name();
        }
    }

    /** A key with its value, which fits it. */
    record Compares(Key key, Operator operator, String value) implements Condition {
        @Override
        public boolean isSlow() {
            return key.isSlow();
        }

        @Override
        public String toString() {
            char quote = value.indexOf('"') < 0 ? '"' : '\'';
            return key + operator.toString() + (Scanner.isPlain(value) ? value : quote + value + quote);
        }
    }

    private static String enclosed(Condition part) {
        return part instanceof All || part instanceof Any ? "(" + part + ")" : part.toString();
    }
}
