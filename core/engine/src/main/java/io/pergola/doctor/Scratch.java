package io.pergola.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory to try things out in, which goes with all that is in it. */
final class Scratch implements AutoCloseable {

    private static final String PREFIX = ".pergola-doctor-";
    private static final int TRIES = 3;

    private final Path path;

    private Scratch(Path path) {
        this.path = path;
    }

    static Scratch in(Path directory) throws IOException {
        return new Scratch(Files.createTempDirectory(directory, PREFIX));
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Others, such as a job that is just ending, may still add to it or take from it. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                remove();
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure == null ? new IOException(path + " is not gone") : failure;
    }

    private void remove() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : List.copyOf(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Gone already.
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
