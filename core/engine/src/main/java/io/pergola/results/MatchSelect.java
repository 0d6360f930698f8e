package io.pergola.results;

import io.pergola.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of the values found in a file is kept. */
sealed interface MatchSelect {

    /** The value at an index, counted from 0; negative from the end. */
    record At(int index) implements MatchSelect {}

    /** Every value. */
    record All() implements MatchSelect {}

    /** Every value, the first time it appears. */
    record Uniq() implements MatchSelect {}

    /** What the user wrote: {@code first}, {@code last}, {@code all}, {@code uniq} or an integer; empty if none of these. */
    static Optional<MatchSelect> of(String text) {
        return switch (text) {
            case "first" -> Optional.of(new At(0));
            case "last" -> Optional.of(new At(-1));
            case "all" -> Optional.of(new All());
            case "uniq" -> Optional.of(new Uniq());
            default -> INDEX.matcher(text).matches() ? Optional.of(new At(Integer.parseInt(text))) : Optional.empty();
        };
    }

    Pattern INDEX = Pattern.compile("[+-]?[0-9]{1,6}");

    /** A fresh collector for one file. */
    default Selection begin() {
        return switch (this) {
            case At(int index) when index >= 0 -> new Nth(index);
            case At(int index) -> new FromEnd(-index);
            case All _ -> new Every();
            case Uniq _ -> new Once();
        };
    }

    /** Collects values in the order in which they are found. */
    sealed interface Selection {

        /** False if the value was not kept although it was asked for: there are too many. */
        boolean take(Value value);

        /** True if no later value can change the outcome. */
        boolean done();

        /** What was selected; nothing if the index is beyond what was found. */
        Value selected();
    }

    /** Lists longer than this do not belong into results. */
    int MOST = 1_000_000;

    /** Stops as soon as it has its value. */
    final class Nth implements Selection {

        private int left;
        private Value value = Value.NULL;

        Nth(int index) {
            left = index + 1;
        }

        @Override
        public boolean take(Value found) {
            left--;
            value = left == 0 ? found : value;
            return true;
        }

        @Override
        public boolean done() {
            return left <= 0;
        }

        @Override
        public Value selected() {
            return value;
        }
    }

    /** Remembers as many values as the index reaches back. */
    final class FromEnd implements Selection {

        private final int back;
        private final ArrayDeque<Value> last = new ArrayDeque<>();

        FromEnd(int back) {
            this.back = back;
        }

        @Override
        public boolean take(Value found) {
            if (last.size() == back) {
                last.removeFirst();
            }
            last.addLast(found);
            return true;
        }

        @Override
        public boolean done() {
            return false;
        }

        @Override
        public Value selected() {
            return last.size() < back ? Value.NULL : last.getFirst();
        }
    }

    /** Keeps all. */
    final class Every implements Selection {

        private final List<Value> values = new ArrayList<>();

        @Override
        public boolean take(Value found) {
            return values.size() < MOST && values.add(found);
        }

        @Override
        public boolean done() {
            return false;
        }

        @Override
        public Value selected() {
            return new Value.Items(values);
        }
    }

    /** Keeps each once. */
    final class Once implements Selection {

        private final LinkedHashSet<Value> values = new LinkedHashSet<>();

        @Override
        public boolean take(Value found) {
            return values.contains(found) || (values.size() < MOST && values.add(found));
        }

        @Override
        public boolean done() {
            return false;
        }

        @Override
        public Value selected() {
            return new Value.Items(List.copyOf(values));
        }
    }
}
