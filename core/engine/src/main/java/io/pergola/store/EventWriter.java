package io.pergola.store;

/** A job's event file, open for writing. Each line is one write. Not for use by several threads. */
public final class EventWriter implements AutoCloseable {

    EventWriter() {}

    /** Adds a line with a single write; state and note are treated as in {@link RunDirectory#append}. */
    public void append(RunEvent event) {
        throw new UnsupportedOperationException();
    }

    /** Closes the file. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
