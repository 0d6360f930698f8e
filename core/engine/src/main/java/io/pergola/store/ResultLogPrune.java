package io.pergola.store;

import io.pergola.json.Json;
import io.pergola.json.JsonException;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes lines out of the common log of results. The file stays the same one, since others may have it open and wait for its lock to
 * add to it. Until all is done, a copy of what was there lies beside it.
 */
final class ResultLogPrune {

    private static final String COPY = ".before-prune";

    private final Disk disk;
    private final Path file;

    ResultLogPrune(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /** The lines that match. */
    List<Value.Entries> find(Predicate<Value.Entries> unwanted) {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            return split(Files.readAllBytes(file), unwanted, new ByteArrayOutputStream());
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    /** Takes out the lines that match, and answers with them. */
    List<Value.Entries> remove(Predicate<Value.Entries> unwanted) {
        if (find(unwanted).isEmpty()) {
            return List.of();
        }
        Path copy = file.resolveSibling(file.getFileName() + COPY);
        try (SharedFile log = SharedFile.open(disk, file)) {
            if (!log.alone()) {
                throw new StoreException(
                        file + " cannot be locked: somebody is just adding to it, or there are no locks where it lies."
                                + " Try again when no test runs",
                        null);
            }
            byte[] all = log.content();
            var kept = new ByteArrayOutputStream(all.length);
            List<Value.Entries> removed = split(all, unwanted, kept);
            Files.write(copy, all, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            log.replace(kept.toByteArray());
            Files.delete(copy);
            return removed;
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    /** A line that is no object stays. */
    private static List<Value.Entries> split(
            byte[] all, Predicate<Value.Entries> unwanted, ByteArrayOutputStream kept) {
        List<Value.Entries> removed = new ArrayList<>();
        int at = 0;
        while (at < all.length) {
            int end = at;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            int next = Math.min(end + 1, all.length);
            Optional<Value.Entries> values = object(new String(all, at, end - at, StandardCharsets.UTF_8));
            if (values.filter(unwanted).isPresent()) {
                removed.add(values.get());
            } else {
                kept.write(all, at, next - at);
            }
            at = next;
        }
        return removed;
    }

    private static Optional<Value.Entries> object(String line) {
        try {
            return Json.read(line) instanceof Value.Entries values ? Optional.of(values) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
