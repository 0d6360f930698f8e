package io.pergola.store;

import io.pergola.model.StateEntry;

/** A run's journal, open for writing. Each line is one write. Not for use by several threads. */
public final class Journal implements AutoCloseable {

    Journal() {}

    /** As {@link RunDirectory#append}. */
    public void append(StateEntry entry) {
        throw new UnsupportedOperationException();
    }

    /** Closes the file. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
