package io.pergola.store;

import io.pergola.model.StoreException;
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
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Removes runs, and what nobody needs. */
final class Cleaner {

    /** Begins the name of a directory that is being removed. */
    private static final String ASIDE = ".removed-";

    private final Layout layout;
    private final Disk disk;

    Cleaner(Layout layout, Disk disk) {
        this.layout = layout;
        this.disk = disk;
    }

    RemovalOutcome remove(RunDirectory run) {
        Path path = run.path();
        if (!run.hasEnded()) {
            return Files.isDirectory(path) ? RemovalOutcome.ACTIVE : RemovalOutcome.GONE;
        }
        if (!Ownership.mayRemove(path) && Files.isDirectory(path)) {
            throw new StoreException(
                    "Cannot remove " + path + ": it belongs to " + run.user() + ". Ask them to remove it", null);
        }
        if (!take(path)) {
            return RemovalOutcome.GONE;
        }
        Layout.changed(disk, path, run.id().number());
        return RemovalOutcome.REMOVED;
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

    private static void delete(Path directory) {
        try {
            Deletion.delete(directory);
        } catch (IOException e) {
            throw Failure.of("Cannot remove " + directory, directory, e);
        }
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
