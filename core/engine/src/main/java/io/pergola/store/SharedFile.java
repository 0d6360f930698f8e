package io.pergola.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file to which processes of many hosts add lines, open and, if that can be had, locked. Each addition is one write at the end,
 * which Linux keeps apart on local file systems and Lustre does between hosts; on NFS the lock does. Nobody waits long for the lock:
 * a line is not worth that a test does not end. For one thread.
 */
final class SharedFile implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(1);

    private final FileChannel adding;
    private final FileChannel reading;
    private final boolean alone;

    private SharedFile(FileChannel adding, FileChannel reading, boolean alone) {
        this.adding = adding;
        this.reading = reading;
        this.alone = alone;
    }

    /** Opens it, and makes it if it does not exist. */
    static SharedFile open(Disk disk, Path file) throws IOException {
        FileChannel adding = disk.openToAdd(file);
        try {
            FileChannel reading = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new SharedFile(adding, reading, lock(reading));
        } catch (IOException e) {
            adding.close();
            throw e;
        }
    }

    /** False where there are no locks, or somebody does not give his back. */
    private static boolean lock(FileChannel channel) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            @Nullable FileLock lock = attempt(channel);
            while (lock == null && System.nanoTime() < until) {
                LockSupport.parkNanos(STEP.toNanos());
                lock = attempt(channel);
            }
            return lock != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** True if nobody else of those who lock has it. */
    boolean alone() {
        return alone;
    }

    /** Adds whole lines, all or none; behind a line that somebody left unfinished they begin a new one. */
    void add(byte[] lines) throws IOException {
        long before = reading.size();
        byte[] whole = endsInsideLine(before) ? onNewLine(lines) : lines;
        try {
            Disk.write(adding, whole);
        } catch (IOException e) {
            takeBack(before, whole.length);
            throw e;
        }
    }

    private boolean endsInsideLine(long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size > 0 && reading.read(last, size - 1) == 1 && last.get(0) != '\n';
    }

    private static byte[] onNewLine(byte[] lines) {
        byte[] bytes = new byte[lines.length + 1];
        bytes[0] = '\n';
        System.arraycopy(lines, 0, bytes, 1, lines.length);
        return bytes;
    }

    /** Of a disk that filled up in the middle of a line; nothing if others may have added behind it. */
    private void takeBack(long before, int most) throws IOException {
        long now = reading.size();
        if (alone && now > before && now - before < most) {
            reading.truncate(before);
        }
    }

    /** All of it. */
    byte[] content() throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(reading.size()));
        while (bytes.hasRemaining() && reading.read(bytes, bytes.position()) >= 0) {
            // The channel may give less than was asked for.
        }
        return bytes.array();
    }

    /** Makes it empty. */
    void clear() throws IOException {
        reading.truncate(0);
    }

    /** Puts other content in the place of all that is there, and waits until it is on the disk. */
    void replace(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            reading.write(bytes, bytes.position());
        }
        reading.truncate(content.length);
        reading.force(true);
    }

    /** Ends the lock, too. */
    @Override
    public void close() throws IOException {
        // The lock goes with the first that is closed, and not before what was added is with a file server.
        try (reading) {
            adding.close();
        }
    }
}
