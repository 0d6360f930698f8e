package io.pergola.store;

import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which series that are due at certain moments were started for which, by one user. Each moment is a name that can be made once, so that
 * of several hosts that try at once, one starts it.
 */
public final class SeriesCalendar {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** So many are kept of a series. */
    private static final int KEPT = 50;

    private final Disk disk;
    private final Path folder;

    SeriesCalendar(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /**
     * Somebody starts a series, or has.
     *
     * @param slot the moment at which it was due
     * @param time when that was
     * @param host where
     * @param series its id with the label of its working directory; empty if it was not made yet, or never will be
     */
    public record Start(Instant slot, Instant time, String host, String series) {

        private byte[] toBytes() {
            return new Fields()
                    .put("format", Value.of(Layout.FORMAT))
                    .put("slot", slot)
                    .put("time", time)
                    .put("host", host)
                    .put("series", series)
                    .toBytes();
        }

        private static Start of(Fields fields) {
            return new Start(fields.time("slot"), fields.time("time"), fields.text("host"), fields.text("series"));
        }
    }

    /** All that are kept of a series file, by their moments, the latest first. */
    public List<Start> starts(String name) {
        List<Start> starts = new ArrayList<>();
        for (Path file : files(name)) {
            Fields.read(disk, file).map(Start::of).ifPresent(starts::add);
        }
        starts.sort(Comparator.comparing(Start::slot).reversed());
        return starts;
    }

    private List<Path> files(String name) {
        Path place = folder.resolve(name);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, SeriesCalendar::isSlot)) {
            files.forEach(found::add);
        } catch (NoSuchFileException e) {
            return found;
        } catch (IOException e) {
            throw Failure.reading(place, e);
        }
        return found;
    }

    private static boolean isSlot(Path file) {
        try {
            NAME.parse(String.valueOf(file.getFileName()));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Takes a moment; of all who try, one is told true. */
    public boolean claim(String name, Start start) {
        Path place = folder.resolve(name);
        disk.ensure(place);
        boolean mine = disk.own().publish(place.resolve(NAME.format(start.slot())), start.toBytes());
        if (mine) {
            forgetOld(name);
        }
        return mine;
    }

    private void forgetOld(String name) {
        List<Path> files = files(name);
        files.sort(Comparator.comparing((Path file) -> String.valueOf(file.getFileName()))
                .reversed());
        files.stream().skip(KEPT).forEach(Disk::removeQuietly);
    }

    /** Says which series was made; only by whoever took the moment. */
    public void made(String name, Start start) {
        disk.own().replace(folder.resolve(name).resolve(NAME.format(start.slot())), start.toBytes());
    }

    /**
     * Nothing came of it, and somebody may try again; only by whoever took the moment.
     *
     * @throws StoreException if that cannot be said
     */
    public void giveBack(String name, Instant slot) {
        Path file = folder.resolve(name).resolve(NAME.format(slot));
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    /** Whether somebody took the moment. */
    public Optional<Start> at(String name, Instant slot) {
        return Fields.read(disk, folder.resolve(name).resolve(NAME.format(slot)))
                .map(Start::of);
    }
}
