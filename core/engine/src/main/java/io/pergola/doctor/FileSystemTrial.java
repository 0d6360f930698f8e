package io.pergola.doctor;

import io.pergola.exec.LockTrial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does once what the store does all the time, and sees whether the file system keeps its word. */
final class FileSystemTrial {

    private static final String ELSEWHERE = "Set working_dir to another file system; Pergola cannot do without";
    private static final int LINES = 200;
    private static final int SYNCS = 5;
    private static final Duration SLOW_SYNC = Duration.ofMillis(200);
    private static final Duration MOST_SKEW = Duration.ofSeconds(1);
    private static final double MILLIS = 1_000.0;

    private final Path scratch;
    private final InstantSource clock;

    FileSystemTrial(Path scratch, InstantSource clock) {
        this.scratch = scratch;
        this.clock = clock;
    }

    List<Check> checks() {
        return List.of(
                new Check("rename", this::rename),
                new Check("hard links", this::link),
                new Check("mkdir", this::mkdir),
                new Check("symbolic links", this::symlink),
                new Check("added lines", this::append),
                new Check("locks", this::locks),
                new Check("sync", this::sync),
                new Check("clock", this::clock));
    }

    private void rename(Findings findings) throws IOException {
        Path old = Files.writeString(scratch.resolve("old"), "old");
        Path fresh = Files.writeString(scratch.resolve("new"), "new");
        try {
            Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            findings.error("rename", "a file cannot be put in the place of another: " + Reasons.of(e), ELSEWHERE);
            return;
        }
        if (Files.readString(old).equals("new") && Files.notExists(fresh)) {
            findings.ok("rename", "puts a file in the place of another");
        } else {
            findings.error("rename", "left the old file where the new one should be", ELSEWHERE);
        }
    }

    private void link(Findings findings) throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "1");
        Path taken = scratch.resolve("taken");
        try {
            Files.createLink(taken, file);
        } catch (IOException | UnsupportedOperationException e) {
            findings.note(
                    "hard links",
                    "there are none; the end of a run is recorded by exclusive creation, and a crash can leave it empty",
                    "Nothing needs to be done");
            return;
        }
        try {
            Files.createLink(taken, file);
            findings.error("hard links", "two processes could end the same run: a name was linked twice", ELSEWHERE);
        } catch (FileAlreadyExistsException e) {
            findings.ok("hard links", "of two that link the same name, one does");
        }
    }

    private void mkdir(Findings findings) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("directory"));
        try {
            Files.createDirectory(directory);
            findings.error("mkdir", "two runs could get the same number: a directory was made twice", ELSEWHERE);
        } catch (FileAlreadyExistsException e) {
            findings.ok("mkdir", "of two that make the same directory, one does");
        }
    }

    private void symlink(Findings findings) throws IOException {
        Path target = Path.of("target");
        try {
            Path link = Files.createSymbolicLink(scratch.resolve("link"), target);
            if (Files.readSymbolicLink(link).equals(target)) {
                findings.ok("symbolic links", "work");
                return;
            }
            findings.error("symbolic links", "lead elsewhere than they should", ELSEWHERE);
        } catch (IOException | UnsupportedOperationException e) {
            findings.error("symbolic links", "there are none: " + e.getMessage(), ELSEWHERE);
        }
    }

    /** Through two open files at once, as two processes of this host do. */
    private void append(Findings findings) throws IOException, InterruptedException {
        Path file = scratch.resolve("lines");
        List<FutureTask<Void>> writers = new ArrayList<>();
        for (String word : List.of("one", "two")) {
            var task = new FutureTask<Void>(() -> write(file, word));
            writers.add(task);
            Thread.ofPlatform().daemon().start(task);
        }
        for (FutureTask<Void> writer : writers) {
            try {
                writer.get();
            } catch (ExecutionException e) {
                findings.error("added lines", "cannot be written: " + e.getCause(), ELSEWHERE);
                return;
            }
        }
        long whole = Files.readAllLines(file).stream()
                .filter(line -> line.matches("(one|two) \\d+ end"))
                .count();
        if (whole == 2L * LINES) {
            findings.ok("added lines", "two that add lines to a file do not mix them");
        } else {
            findings.error(
                    "added lines",
                    "of " + 2 * LINES + " lines that two added to a file " + whole + " are whole",
                    ELSEWHERE);
        }
    }

    private static Void write(Path file, String word) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < LINES; i++) {
                channel.write(ByteBuffer.wrap((word + " " + i + " end\n").getBytes(StandardCharsets.UTF_8)));
            }
        }
        return null;
    }

    private void locks(Findings findings) {
        switch (LockTrial.of(scratch.resolve("locks"))) {
            case WORKS -> findings.ok("locks", "work between processes of this host");
            case WITHOUT_EFFECT ->
                findings.warning(
                        "locks",
                        "have no effect: two commands may make the same build at once, and one of them is thrown away",
                        "Mount the file system with locks");
            case REFUSED ->
                findings.warning(
                        "locks",
                        "there are none: builds are made without, and series are locked for this host only",
                        "Mount the file system with locks");
        }
    }

    private void sync(Findings findings) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < SYNCS; i++) {
            try (FileChannel channel = FileChannel.open(
                    scratch.resolve("sync" + i), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap("synced\n".getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        }
        Duration each = Duration.ofNanos((System.nanoTime() - start) / SYNCS);
        String shown = String.format("%.1f ms for a small file", each.toNanos() / 1e6);
        if (each.compareTo(SLOW_SYNC) > 0) {
            findings.warning(
                    "sync", shown + ": slow, and every run waits for some", "Put working_dir on a faster file system");
        } else {
            findings.ok("sync", shown);
        }
    }

    private void clock(Findings findings) throws IOException {
        Skew skew = Skew.of(Files.writeString(scratch.resolve("clock"), "1"), scratch.resolve("clock2"), clock);
        double seconds = skew.least().toMillis() / MILLIS;
        if (skew.least().abs().compareTo(MOST_SKEW) > 0) {
            findings.warning(
                    "clock",
                    String.format(
                            "that of the file server is %.1f s %s that of this host",
                            Math.abs(seconds), seconds > 0 ? "ahead of" : "behind"),
                    "Have both set their clocks by NTP; ages and time-outs go wrong by as much");
        } else {
            findings.ok(
                    "clock",
                    String.format("agrees with that of the file server within %.1f s", MOST_SKEW.toMillis() / MILLIS));
        }
    }

    /** How far the file server's clock is ahead of this host's, at least: it is known between two looks at the clock. */
    record Skew(Duration least) {

        /** {@code warm}: any file there, since the first one may take its time. */
        static Skew of(Path warm, Path file, InstantSource clock) throws IOException {
            Files.getLastModifiedTime(warm);
            Instant before = clock.instant();
            Files.writeString(file, "1");
            Instant stamped = Files.getLastModifiedTime(file).toInstant();
            Instant after = clock.instant();
            if (stamped.isBefore(before)) {
                return new Skew(Duration.between(before, stamped));
            }
            return new Skew(stamped.isAfter(after) ? Duration.between(after, stamped) : Duration.ZERO);
        }
    }
}
