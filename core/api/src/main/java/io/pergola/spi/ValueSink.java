package io.pergola.spi;

import io.pergola.model.Value;

/** Takes the values that a {@link ResultSearch} finds. */
@FunctionalInterface
public interface ValueSink {

    /**
     * Takes a value: a text, a number, a truth value, a list or a mapping, nested at most 100 levels. {@link Value#NULL} counts as
     * nothing found. Texts that look like numbers become numbers outside, unless the test says otherwise.
     *
     * @return false if no further value is wanted; the search may end then, and what it finds all the same is dropped
     */
    boolean add(Value value);
}
