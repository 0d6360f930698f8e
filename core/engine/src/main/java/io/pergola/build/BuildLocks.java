package io.pergola.build;

import io.pergola.exec.LockWait;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One builder at a time for each build, among the threads of this process and among processes. A lock dies with its owner. */
final class BuildLocks {

    private final Map<String, Lock> threads = new ConcurrentHashMap<>();

    private final int umask;

    BuildLocks(int umask) {
        this.umask = umask;
    }

    /** Waits for its turn. */
    Held take(Path builds, String key) throws IOException {
        Lock thread = threads.computeIfAbsent(key, name -> new ReentrantLock());
        thread.lock();
        try {
            FileChannel channel = FileChannel.open(file(builds, key), StandardOpenOption.WRITE);
            return new Held(thread, channel, LockWait.take(channel));
        } catch (IOException e) {
            thread.unlock();
            throw e;
        }
    }

    /** Takes its turn if it is free; empty if somebody has it, or may keep others from it. */
    Optional<Held> tryTake(Path builds, String key) throws IOException {
        Lock thread = threads.computeIfAbsent(key, name -> new ReentrantLock());
        if (!thread.tryLock()) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file(builds, key), StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new Held(thread, channel, lock));
            }
        } catch (AccessDeniedException e) {
            // Another user's, who does not want us to build.
            channel = null;
        }
        if (channel != null) {
            channel.close();
        }
        thread.unlock();
        return Optional.empty();
    }

    /** Whoever may build here must be able to open it for writing. */
    private Path file(Path builds, String key) throws IOException {
        Path file = builds.resolve(key + ".lock");
        if (!Files.exists(file)) {
            try {
                Files.createFile(file);
                Files.setAttribute(file, "unix:mode", 0666 & ~umask);
            } catch (FileAlreadyExistsException e) {
                // Another one was faster.
            }
        }
        return file;
    }

    /** A turn; to be closed by the thread that took it. */
    record Held(Lock thread, FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            try {
                lock.release();
                channel.close();
            } finally {
                thread.unlock();
            }
        }
    }
}
