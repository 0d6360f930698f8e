package io.pergola.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A variable of a test with its texts parsed.
 *
 * @param name its name
 * @param items its items, at least one
 */
record CompiledVariable(String name, List<Item> items) {

    /** One item. */
    sealed interface Item {

        /** All texts in it. */
        Stream<CompiledText> texts();

        /** A text. */
        record Plain(CompiledText text) implements Item {
            @Override
            public Stream<CompiledText> texts() {
                return Stream.of(text);
            }
        }

        /** Named texts. */
        record Parts(SequencedMap<String, CompiledText> parts) implements Item {

            /** Copies the mapping. */
            public Parts {
                parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
            }

            @Override
            public Stream<CompiledText> texts() {
                return parts.values().stream();
            }
        }
    }

    CompiledVariable {
        items = List.copyOf(items);
    }

    /** The same variable with only one of its items. */
    CompiledVariable only(int index) {
        return new CompiledVariable(name, List.of(items.get(index)));
    }

    boolean hasParts() {
        return items.getFirst() instanceof Item.Parts;
    }

    Stream<Use> uses() {
        return items.stream().flatMap(Item::texts).flatMap(text -> text.uses().stream());
    }
}
