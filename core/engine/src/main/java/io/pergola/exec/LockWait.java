package io.pergola.exec;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for the lock of a file, in processes whose threads hold and want several. */
public final class LockWait {

    private static final Duration AGAIN = Duration.ofMillis(50);

    private LockWait() {}

    /**
     * Waits as long as it takes. Two processes that hold a lock each, and wait in other threads for the other's, are a deadlock to
     * the system, which looks at processes only and refuses to wait (fcntl(2): EDEADLK). The threads that hold them go on, so this
     * one looks again and again.
     *
     * @throws IOException if it cannot be locked at all, or the thread is interrupted
     */
    public static FileLock take(FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (FileLockInterruptionException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            FileLock lock = channel.tryLock();
            while (lock == null) {
                LockSupport.parkNanos(AGAIN.toNanos());
                if (Thread.interrupted()) {
                    throw new FileLockInterruptionException();
                }
                lock = channel.tryLock();
            }
            return lock;
        }
    }
}
