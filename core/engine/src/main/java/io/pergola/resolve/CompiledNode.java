package io.pergola.resolve;

import io.pergola.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A part of a test's tree with its texts parsed. Immutable; shared by all permutations. */
sealed interface CompiledNode {

    /** Every text in it that has something to resolve, and perhaps others. */
    default Stream<CompiledText> texts() {
        return switch (this) {
            case Fixed _ -> Stream.empty();
            case Leaf(CompiledText text) -> Stream.of(text);
            case Listing(List<CompiledText> items) -> items.stream();
            case Group(var entries) -> entries.values().stream().flatMap(CompiledNode::texts);
            case Clauses(List<Clause> clauses) ->
                clauses.stream().flatMap(clause -> Stream.concat(Stream.of(clause.key()), clause.patterns().stream()));
        };
    }

    /** The same for all permutations. */
    record Fixed(Value value) implements CompiledNode {}

    /** A text with something to resolve. */
    record Leaf(CompiledText text) implements CompiledNode {}

    /** A list; a text that gives a list is spliced in. */
    record Listing(List<CompiledText> items) implements CompiledNode {

        /** Copies. */
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** A mapping. */
    record Group(SequencedMap<String, CompiledNode> entries) implements CompiledNode {

        /** Copies. */
        public Group {
            entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
        }
    }

    /** A mapping whose keys are resolved as well: {@code only_if} and {@code not_if}. */
    record Clauses(List<Clause> clauses) implements CompiledNode {

        /** Copies. */
        public Clauses {
            clauses = List.copyOf(clauses);
        }
    }

    /** One entry of such a mapping. */
    record Clause(CompiledText key, List<CompiledText> patterns) {

        /** Copies. */
        public Clause {
            patterns = List.copyOf(patterns);
        }
    }
}
