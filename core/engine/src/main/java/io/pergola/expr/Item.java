package io.pergola.expr;

import io.pergola.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** One item of a variable. Values are mostly texts; a value that resolved to a list is {@link Value.Items}. */
public sealed interface Item {

    /** An item without parts. */
    record Single(Value value) implements Item {}

    /** An item made of named sub-values. */
    record Parts(SequencedMap<String, Value> parts) implements Item {

        /** Copies the mapping. */
        public Parts {
            parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
        }
    }

    /** An item that is one text. */
    static Item of(String text) {
        return new Single(Value.of(text));
    }
}
