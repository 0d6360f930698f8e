package io.pergola.schedule;

import io.pergola.model.NodeInfo;
import io.pergola.spi.NodeInventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What batch systems said of their nodes, kept between commands for a while. A file for each machine, written in one piece;
 * where it cannot be read or written, the batch system is asked.
 */
public final class NodeCache {

    private final Path directory;
    private final Duration age;
    private final InstantSource clock;

    /**
     * What a batch system said.
     *
     * @param asked when
     */
    public record Snapshot(Instant asked, List<NodeInfo> nodes) {

        /** Copies. */
        public Snapshot {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * In a directory that need not exist.
     *
     * @param age how long an answer is good for; zero if it is not kept
     */
    public NodeCache(Path directory, Duration age, InstantSource clock) {
        this.directory = directory;
        this.age = age;
        this.clock = clock;
    }

    /**
     * The nodes, from the file or, where that is too old, from the batch system.
     *
     * @throws io.pergola.model.SchedulerException if it is asked and does not answer
     */
    public Snapshot get(String scheduler, NodeInventory inventory) {
        if (inventory.held()) {
            // It takes no time to ask, and the answer is of no use to anybody after this allocation.
            return new Snapshot(clock.instant(), inventory.nodes());
        }
        String machine = scheduler + " " + inventory.machine();
        Path file = directory.resolve("nodes-" + hash(machine) + ".txt");
        Optional<Snapshot> kept = read(file, machine);
        if (kept.isPresent() && isFresh(kept.get())) {
            return kept.get();
        }
        var asked = new Snapshot(clock.instant(), inventory.nodes());
        if (!age.isZero()) {
            write(file, SnapshotText.write(machine, asked));
        }
        return asked;
    }

    /** Whether it may still be used. */
    public boolean isFresh(Snapshot snapshot) {
        Duration since = Duration.between(snapshot.asked(), clock.instant());
        return !since.isNegative() && since.compareTo(age) < 0;
    }

    private static String hash(String text) {
        var sum = new CRC32();
        sum.update((System.getProperty("user.name", "") + "\n" + text).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static Optional<Snapshot> read(Path file, String machine) {
        try {
            return SnapshotText.read(machine, Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, String text) {
        Path fresh = directory.resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Nothing is lost: the next command asks again.
            discard(fresh);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(NodeCache.class.getName()).log(System.Logger.Level.DEBUG, "cannot remove " + file, e);
        }
    }
}
