package io.pergola.expr;

import java.util.List;

/** What a {@link Scope} knows of a variable. */
public sealed interface Variable {

    /**
     * A variable with a value.
     *
     * @param items its items in order; may be empty
     */
    record Known(List<Item> items) implements Variable {

        /** Copies the list. */
        public Known {
            items = List.copyOf(items);
        }
    }

    /** A variable that gets its value on a node. */
    record Deferred() implements Variable {}
}
