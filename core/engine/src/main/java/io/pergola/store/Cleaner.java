package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.StoreException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Removes runs, and what nobody needs. */
final class Cleaner {

    /** Begins the name of a directory that is being removed. */
    static final String ASIDE = ".removed-";

    private final Layout layout;
    private final Disk disk;

    Cleaner(Layout layout, Disk disk) {
        this.layout = layout;
        this.disk = disk;
    }

    RemovalOutcome remove(RunDirectory run) {
        RemovalOutcome outcome = remove(run.path());
        if (outcome == RemovalOutcome.REMOVED) {
            Layout.changed(disk, layout, List.of(run.id().number()));
        }
        return outcome;
    }

    /** Several at once; the indexes are told of those that were removed, even if another could not be. */
    Map<RemovalOutcome, Integer> remove(List<Integer> numbers, int threads) {
        var removed = new ConcurrentLinkedQueue<Integer>();
        var counts = new EnumMap<RemovalOutcome, Integer>(RemovalOutcome.class);
        try {
            Together.map(numbers, threads, number -> remove(number, removed))
                    .forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        } finally {
            if (!removed.isEmpty()) {
                Layout.changed(disk, layout, removed);
            }
        }
        return counts;
    }

    private RemovalOutcome remove(int number, Queue<Integer> removed) {
        RemovalOutcome outcome = remove(layout.runs().resolve(Integer.toString(number)));
        if (outcome == RemovalOutcome.REMOVED) {
            removed.add(number);
        }
        return outcome;
    }

    private RemovalOutcome remove(Path path) {
        if (!Files.exists(path.resolve(RunFiles.COMPLETE))) {
            return Files.isDirectory(path) ? RemovalOutcome.ACTIVE : RemovalOutcome.GONE;
        }
        if (!Ownership.mayRemove(path) && Files.isDirectory(path)) {
            throw new StoreException(
                    "Cannot remove " + path + ": it belongs to " + owner(path) + ". Ask them to remove it", null);
        }
        return take(path) ? RemovalOutcome.REMOVED : RemovalOutcome.GONE;
    }

    private String owner(Path run) {
        RunId id = new RunId(RunId.MAIN, 1);
        return RunIdentity.readShort(disk, run, id).map(RunIdentity::user).orElse("somebody else");
    }

    /** Only one who takes it gets it, and from then on nobody sees it. */
    private boolean take(Path directory) {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path aside = directory.resolveSibling(ASIDE + directory.getFileName() + "-" + random);
        if (!disk.moveAside(directory, aside)) {
            return false;
        }
        delete(aside);
        return true;
    }

    static void delete(Path directory) {
        if (deleteFlat(directory.toFile())) {
            return;
        }
        try {
            Deletion.delete(directory);
        } catch (IOException e) {
            throw Failure.of("Cannot remove " + directory, directory, e);
        }
    }

    /** As most runs are: files and links side by side. What is left, if anything, has to be looked at. */
    private static boolean deleteFlat(File directory) {
        String[] names = directory.list();
        if (names == null) {
            return false;
        }
        for (String name : names) {
            if (!new File(directory, name).delete()) {
                return false;
            }
        }
        return directory.delete();
    }

    TidyOutcome tidy(Instant now, Duration age) {
        Instant before = now.minus(age);
        int leftovers = sweep(layout.runs(), before, run -> holdsOnly(run, RunFiles.STATUS, RunIdentity.FILE));
        int jobs = sweep(layout.jobs(), before, this::isSpentJob);
        int series = sweep(layout.series(), before, this::isSpentSeries);
        return new TidyOutcome(jobs, series, leftovers);
    }

    private int sweep(Path parent, Instant before, Predicate<Path> unneeded) {
        int removed = 0;
        for (Path entry : old(parent, before)) {
            if (String.valueOf(entry.getFileName()).startsWith(ASIDE)) {
                delete(entry);
                removed++;
            } else if (unneeded.test(entry) && take(entry)) {
                removed++;
            }
        }
        return removed;
    }

    private boolean isSpentJob(Path directory) {
        return JobDirectory.read(disk, layout.jobs(), String.valueOf(directory.getFileName()))
                .map(job -> noneLeft(job.runs()))
                .orElseGet(() -> holdsOnly(directory, JobDirectory.REQUESTS, JobDirectory.FILE));
    }

    private boolean isSpentSeries(Path directory) {
        return SeriesDirectory.read(disk, directory, 1)
                .map(series -> !series.book().isOpen() && noneLeft(series.runs()))
                .orElseGet(() -> holdsOnly(directory, SeriesBook.PLAN, SeriesDirectory.FILE));
    }

    /** What a crash of ours would leave, and no more: another harness may keep its own directories beside ours. */
    private static boolean holdsOnly(Path directory, String allowed, String unfinished) {
        String[] names = directory.toFile().list();
        return names != null
                && Arrays.stream(names).allMatch(name -> name.equals(allowed) || name.startsWith(unfinished + "."));
    }

    private boolean noneLeft(List<Integer> runs) {
        return runs.stream().noneMatch(run -> Files.exists(layout.runs().resolve(Integer.toString(run))));
    }
    /** Directories of which we may dispose, and in which nothing was made or removed since. */
    private static List<Path> old(Path parent, Instant before) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && Ownership.mayRemove(entry)
                        && isOlder(entry, before)) {
                    found.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.reading(parent, e);
        }
        return found;
    }

    private static boolean isOlder(Path entry, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(entry).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
