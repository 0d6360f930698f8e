package io.pergola.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The directory of one series. */
public final class SeriesDirectory {

    static final String FILE = "series.json";

    private final int number;
    private final Path path;
    private final Fields fields;

    SeriesDirectory(int number, Path path, Fields fields) {
        this.number = number;
        this.path = path;
        this.fields = fields;
    }

    /** Empty if there is no such series. */
    static Optional<SeriesDirectory> read(Disk disk, Path path, int number) {
        return Fields.read(disk, path.resolve(FILE)).map(fields -> new SeriesDirectory(number, path, fields));
    }

    /** At least 1. */
    public int number() {
        return number;
    }

    /** {@code s5}. */
    public String id() {
        return "s" + number;
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    /** Never given twice. */
    public String uuid() {
        return fields.text("uuid");
    }

    /** Name of the series, or of what was asked for on the command line. */
    public String name() {
        return fields.text("name");
    }

    /** Who made it. */
    public String user() {
        return fields.text("user");
    }

    /** The system it was made for; may be empty. */
    public String sysName() {
        return fields.text("sys_name");
    }

    /** When it was made. */
    public Instant created() {
        return fields.time("created");
    }

    /** Numbers of its runs, in the order in which they were given; some may have been removed since. */
    public List<Integer> runs() {
        return fields.numbers("runs");
    }
}
