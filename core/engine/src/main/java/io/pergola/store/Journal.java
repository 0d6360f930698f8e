package io.pergola.store;

import io.pergola.model.StateEntry;
import java.nio.file.Path;

/** A run's journal, open for writing. Each line is one write. Not for use by several threads. */
public final class Journal implements AutoCloseable {

    private final LineWriter writer;

    Journal(Disk disk, Path file) {
        this.writer = LineWriter.open(disk, file);
    }

    /** As {@link RunDirectory#append}. */
    public void append(StateEntry entry) {
        writer.write(JournalText.line(entry));
    }

    void sync() {
        writer.sync();
    }

    /** Closes the file. */
    @Override
    public void close() {
        writer.close();
    }
}
