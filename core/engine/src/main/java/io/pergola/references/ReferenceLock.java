package io.pergola.references;

import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file of references that nobody else updates meanwhile. It is replaced in one step, so that readers see the old or the new. What
 * is locked is a file beside it: a lock ends when its process closes that file, whoever in it does, and the file itself is read.
 */
final class ReferenceLock implements AutoCloseable {

    private final Path file;
    private final Path beside;
    private final FileChannel channel;

    private ReferenceLock(Path file, Path beside, FileChannel channel) {
        this.file = file;
        this.beside = beside;
        this.channel = channel;
    }

    /** Waits until it is free; makes its directory if there is none. */
    static ReferenceLock take(Path named) {
        try {
            // What a link leads to is replaced, not the link.
            Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
            Files.createDirectories(file.resolveSibling(""));
            Path beside = file.resolveSibling("." + file.getFileName() + ".lock");
            while (true) {
                FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                @Nullable Object opened = key(beside);
                channel.lock();
                if (opened != null && opened.equals(key(beside))) {
                    return new ReferenceLock(file, beside, channel);
                }
                // Whoever had it took it away.
                channel.close();
            }
        } catch (IOException e) {
            throw failure(named, e);
        }
    }

    /** What tells the file from another of its name; null if there is none. */
    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Objects.requireNonNullElse(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey(), path);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static StoreException failure(Path file, IOException e) {
        String reason =
                switch (e) {
                    case AccessDeniedException denied -> "permission denied";
                    case FileSystemException other when other.getReason() != null -> other.getReason();
                    default -> String.valueOf(e.getMessage());
                };
        return new StoreException("Cannot write the references " + file + ": " + reason, e);
    }

    /** The file as it is; empty if there is none. */
    String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Puts another text in its place, with the same permissions. */
    void replace(String text) {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + random + ".tmp");
        try {
            write(temporary, text.getBytes(StandardCharsets.UTF_8));
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure(file, e);
        } finally {
            remove(temporary);
        }
    }

    private static void write(Path temporary, byte[] bytes) throws IOException {
        try (FileChannel output =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                output.write(buffer);
            }
            output.force(false);
        }
    }

    private static void remove(Path leftover) {
        try {
            Files.deleteIfExists(leftover);
        } catch (IOException e) {
            // Nobody reads it.
        }
    }

    /** Lets others have it. */
    @Override
    public void close() {
        try (channel) {
            remove(beside);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }
}
