package io.pergola.source;

import io.pergola.exec.LockWait;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time, among the threads of this process and among processes. A turn ends with its process. */
final class Turns {

    private final Map<Path, Lock> threads = new ConcurrentHashMap<>();

    /** Something that is done while nobody else does it. */
    interface Work<T> {
        T get() throws SourceException;
    }

    /** Waits for a turn at what a file stands for. */
    <T> T take(Path file, Work<T> work) throws SourceException {
        Lock thread = threads.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        Path place = Download.hidden(file, ".lock");
        thread.lock();
        try (FileChannel channel = open(place);
                FileLock _ = LockWait.take(channel)) {
            return work.get();
        } catch (IOException e) {
            throw SourceException.writing(place, e);
        } finally {
            thread.unlock();
        }
    }

    private static FileChannel open(Path place) throws IOException {
        Files.createDirectories(place.toAbsolutePath().getParent());
        return FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
