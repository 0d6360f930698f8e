package io.pergola.build;

import io.pergola.store.Ownership;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The builds that a working directory keeps: to be looked at, and to be cleared of those that nobody uses. */
public final class BuildCache {

    private static final String ASIDE = ".removed-";
    private static final int AT_ONCE = 100;

    private final Path builds;
    private final Supplier<Map<String, List<Integer>>> users;
    private final BuildLocks locks;

    /**
     * For one working directory.
     *
     * @param builds where they are kept
     * @param users looks which runs use which build, by the name of its directory
     * @param umask permission bits that files of locks do not get
     */
    public BuildCache(Path builds, Supplier<Map<String, List<Integer>>> users, int umask) {
        this.builds = builds;
        this.users = users;
        this.locks = new BuildLocks(umask);
    }

    /**
     * A directory of builds.
     *
     * @param directory its name
     * @param record empty if it was never finished, or another one was made in its place
     * @param used when a run last took it, or it was made
     * @param bytes the sizes of its files
     * @param runs those that use it
     */
    public record Kept(String directory, Optional<BuildRecord> record, Instant used, long bytes, List<Integer> runs) {
        /** Copies. */
        public Kept {
            runs = List.copyOf(runs);
        }
    }

    /**
     * What became of builds that nobody uses.
     *
     * @param removed how many are gone
     * @param bytes how much room that made
     */
    public record Cleaned(int removed, long bytes) {}

    /** All of them, those that were used last first. */
    public List<Kept> list() throws IOException {
        Map<String, List<Integer>> using = users.get();
        List<Kept> kept = new ArrayList<>();
        for (Path directory : directories()) {
            String name = directory.getFileName().toString();
            if (!name.startsWith(".")) {
                kept.add(kept(directory, name, using.getOrDefault(name, List.of())));
            }
        }
        kept.sort(Comparator.comparing(Kept::used).reversed());
        return kept;
    }

    private Kept kept(Path directory, String name, List<Integer> runs) throws IOException {
        String key = BuildShelf.key(name);
        Optional<BuildRecord> record =
                BuildRecord.read(builds, key).filter(its -> its.directory().equals(name));
        Path stamp = record.isPresent() ? builds.resolve(key + BuildRecord.SUFFIX) : directory;
        long bytes = record.isPresent() ? record.get().bytes() : FileTrees.bytes(directory);
        return new Kept(name, record, Files.getLastModifiedTime(stamp).toInstant(), bytes, runs);
    }

    private List<Path> directories() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(builds)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return found;
    }

    /** Removes those that no run uses, nobody makes now, and nobody took since {@code before}. Those of others are left to them. */
    public Cleaned clean(Instant before) throws IOException {
        removeLeftovers();
        List<Kept> unused = list().stream()
                .filter(each -> each.runs().isEmpty() && each.used().isBefore(before))
                .filter(each -> Ownership.mayRemove(builds.resolve(each.directory())))
                .toList();
        var sum = new Cleaned(0, 0);
        for (int i = 0; i < unused.size(); i += AT_ONCE) {
            Cleaned some = clean(unused.subList(i, Math.min(i + AT_ONCE, unused.size())), before);
            sum = new Cleaned(sum.removed() + some.removed(), sum.bytes() + some.bytes());
        }
        return sum;
    }

    /** With their locks nobody takes one of them, so what is not in use then stays so. */
    private Cleaned clean(List<Kept> unused, Instant before) throws IOException {
        List<BuildLocks.Held> held = new ArrayList<>();
        try {
            List<Kept> mine = new ArrayList<>();
            for (Kept each : unused) {
                locks.tryTake(builds, BuildShelf.key(each.directory())).ifPresent(lock -> {
                    held.add(lock);
                    mine.add(each);
                });
            }
            Map<String, List<Integer>> using = users.get();
            int removed = 0;
            long bytes = 0;
            for (Kept each : mine) {
                boolean free = !using.containsKey(each.directory());
                if (free
                        && kept(builds.resolve(each.directory()), each.directory(), List.of())
                                .used()
                                .isBefore(before)) {
                    remove(each);
                    removed++;
                    bytes += each.bytes();
                }
            }
            return new Cleaned(removed, bytes);
        } finally {
            for (BuildLocks.Held lock : held) {
                lock.close();
            }
        }
    }

    private void remove(Kept build) throws IOException {
        if (build.record().isPresent()) {
            Files.deleteIfExists(builds.resolve(BuildShelf.key(build.directory()) + BuildRecord.SUFFIX));
        }
        Path aside = builds.resolve(ASIDE + build.directory() + "-" + UUID.randomUUID());
        Files.move(builds.resolve(build.directory()), aside);
        FileTrees.delete(aside);
    }

    /** What a command was removing when it was killed. */
    private void removeLeftovers() throws IOException {
        for (Path directory : directories()) {
            if (directory.getFileName().toString().startsWith(ASIDE) && Ownership.mayRemove(directory)) {
                FileTrees.delete(directory);
            }
        }
    }
}
