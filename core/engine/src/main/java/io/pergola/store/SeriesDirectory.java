package io.pergola.store;

import io.pergola.model.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of one series. */
public final class SeriesDirectory {

    static final String FILE = "series.json";

    private static final String HANDOVER = "handover.json";

    private final Disk disk;
    private final int number;
    private final Path path;
    private final Fields fields;

    SeriesDirectory(Disk disk, int number, Path path, Fields fields) {
        this.disk = disk;
        this.number = number;
        this.path = path;
        this.fields = fields;
    }

    /** Empty if there is no such series. */
    static Optional<SeriesDirectory> read(Disk disk, Path path, int number) {
        return Fields.read(disk, path.resolve(FILE)).map(fields -> new SeriesDirectory(disk, number, path, fields));
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

    /** Numbers of its runs, in the order in which they were given or made; some may have been removed since. */
    public List<Integer> runs() {
        List<Integer> given = fields.numbers("runs");
        return book().exists()
                ? Stream.concat(given.stream(), book().runs().stream()).toList()
                : given;
    }

    /** What the manager of a series from a file keeps. */
    public SeriesBook book() {
        return new SeriesBook(disk, path);
    }

    /** What else was given to {@link Store#createSeries}. */
    public Map<String, Value> extra() {
        return fields.entries("extra").values();
    }

    /** Stores what is still to be handed to schedulers; as long as that is there, runs without a job wait for theirs. */
    public void writeHandover(Value.Entries rest) {
        disk.own().replace(path.resolve(HANDOVER), Fields.bytes(rest));
    }

    /** Why this must not decide what this user hands over; empty if nobody else could have written it. */
    public Optional<String> objection() {
        return disk.objection(path)
                .or(() -> disk.own().objection(path.resolve(FILE)))
                .or(() -> hasHandover() ? disk.own().objection(path.resolve(HANDOVER)) : Optional.empty())
                .or(() -> book().objection());
    }

    /** What is still to be handed over; empty if nothing is. */
    public Optional<Value.Entries> handover() {
        return Fields.read(disk, path.resolve(HANDOVER)).map(Fields::toEntries);
    }

    /** Whether there is anything to hand over; costs no reading. */
    public boolean hasHandover() {
        return Files.exists(path.resolve(HANDOVER));
    }

    /** All has been handed over. */
    public void dropHandover() {
        Disk.removeQuietly(path.resolve(HANDOVER));
    }

    /** Output of whoever hands over in the background: {@code handover.log}. */
    public Path handoverLog() {
        return path.resolve("handover.log");
    }
}
