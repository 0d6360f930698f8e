package io.pergola.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The directory of one series. */
public final class SeriesDirectory {

    SeriesDirectory() {}

    /** At least 1. */
    public int number() {
        throw new UnsupportedOperationException();
    }

    /** {@code s5}. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** The directory, absolute. */
    public Path path() {
        throw new UnsupportedOperationException();
    }

    /** Never given twice. */
    public String uuid() {
        throw new UnsupportedOperationException();
    }

    /** Name of the series, or of what was asked for on the command line. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** Who made it. */
    public String user() {
        throw new UnsupportedOperationException();
    }

    /** The system it was made for; may be empty. */
    public String sysName() {
        throw new UnsupportedOperationException();
    }

    /** When it was made. */
    public Instant created() {
        throw new UnsupportedOperationException();
    }

    /** Numbers of its runs, in the order in which they were given; some may have been removed since. */
    public List<Integer> runs() {
        throw new UnsupportedOperationException();
    }
}
