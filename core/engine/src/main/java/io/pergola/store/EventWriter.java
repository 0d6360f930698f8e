package io.pergola.store;

import java.nio.file.Path;

/** A job's event file, open for writing. Each line is one write. Not for use by several threads. */
public final class EventWriter implements AutoCloseable {

    private final LineWriter writer;

    EventWriter(Disk disk, Path file) {
        this.writer = LineWriter.open(disk, file);
    }

    /** Adds a line with a single write; state and note are treated as in {@link RunDirectory#append}. */
    public void append(RunEvent event) {
        writer.write(JournalText.line(event));
    }

    /** Closes the file. */
    @Override
    public void close() {
        writer.close();
    }
}
