package io.pergola.store;

import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The top of a working directory. */
final class Layout {

    /** Of everything in a working directory; see {@code docs/store.md}. */
    static final int FORMAT = 1;

    static final String MARKER = "pergola.json";
    private static final String CHANGES = "changes";
    private static final List<String> PARTS = List.of("test_runs", "jobs", "builds", "series", "users");

    private final Path top;
    private final String uuid;

    private Layout(Path top, String uuid) {
        this.top = top;
        this.uuid = uuid;
    }

    static Layout open(Path top, Disk disk) {
        if (!Files.exists(top.resolve(MARKER))) {
            make(top, disk);
        }
        Fields marker = Fields.read(disk, top.resolve(MARKER)).orElseGet(Fields::new);
        if (marker.number("format") > FORMAT) {
            throw new StoreException(
                    "The working directory " + top + " was made by a newer Pergola (format " + marker.number("format")
                            + "; this one knows " + FORMAT + "). Use that one, or set another working_dir",
                    null);
        }
        return new Layout(top, marker.text("uuid"));
    }

    private static void make(Path top, Disk disk) {
        disk.ensure(top);
        disk.share(top);
        for (String part : PARTS) {
            disk.ensure(top.resolve(part));
            disk.share(top.resolve(part));
        }
        disk.publish(
                top.resolve(MARKER),
                new Fields()
                        .put("format", Value.of(FORMAT))
                        .put("uuid", UUID.randomUUID().toString())
                        .toBytes());
    }

    Path top() {
        return top;
    }

    /** Of this working directory; another one at the same path has another. */
    String uuid() {
        return uuid;
    }

    Path runs() {
        return top.resolve("test_runs");
    }

    Path jobs() {
        return top.resolve("jobs");
    }

    Path builds() {
        return top.resolve("builds");
    }

    Path series() {
        return top.resolve("series");
    }

    Path users() {
        return top.resolve("users");
    }

    /** Made with the first group. */
    Path groups() {
        return top.resolve("groups");
    }

    /** Names the runs of which an index may know what is no longer true. */
    Path changes() {
        return runs().resolve(CHANGES);
    }

    /** Where all results are collected, if the site names no other file. */
    Path resultLog() {
        return top.resolve("results.log");
    }

    /** The numbers of runs whose results could not be written there. */
    Path missedResults() {
        return top.resolve("results.missed");
    }

    /** Tells every index to forget a run. */
    static void changed(Disk disk, Path runDirectory, int number) {
        add(disk, runDirectory.resolveSibling(CHANGES), number + "\n");
    }

    /** Tells every index to forget these runs. */
    static void changed(Disk disk, Layout layout, Collection<Integer> numbers) {
        add(
                disk,
                layout.changes(),
                numbers.stream().map(number -> number + "\n").collect(Collectors.joining()));
    }

    private static void add(Disk disk, Path file, String lines) {
        try (LineWriter writer = LineWriter.open(disk, file)) {
            writer.write(lines.getBytes(StandardCharsets.UTF_8));
        }
    }
}
