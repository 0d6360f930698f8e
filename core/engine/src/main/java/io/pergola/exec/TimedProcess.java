package io.pergola.exec;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ProcessDestroyer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the process that an executor starts, and kills it with its descendants at its time limit. (The executor's own watchdog
 * kills neither descendants nor what ignores SIGTERM.)
 */
final class TimedProcess implements ProcessDestroyer, ExecuteResultHandler {

    /** How a process ended. */
    sealed interface End {
        record NeverStarted(String why) implements End {}

        record Killed() implements End {}

        record Exited(int code) implements End {}
    }

    private final Duration limit;
    private @Nullable Process process;
    private @Nullable Future<Void> timer;
    private boolean killed;
    private volatile String failure = "";
    private final CountDownLatch done = new CountDownLatch(1);

    TimedProcess(Duration limit) {
        this.limit = limit;
    }

    @Override
    public synchronized boolean add(Process started) {
        process = started;
        if (killed) {
            kill();
        }
        Executor atTheLimit = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
        timer = CompletableFuture.runAsync(this::kill, atTheLimit);
        return true;
    }

    @Override
    public synchronized boolean remove(Process ended) {
        if (timer != null) {
            timer.cancel(false);
        }
        return true;
    }

    @Override
    public synchronized int size() {
        return process == null ? 0 : 1;
    }

    @Override
    public void onProcessComplete(int code) {
        done.countDown();
    }

    @Override
    public void onProcessFailed(ExecuteException thrown) {
        Throwable cause = thrown.getCause();
        failure = String.valueOf((cause == null ? thrown : cause).getMessage());
        done.countDown();
    }

    /** Waits for the end. An interrupt kills the process, and is kept for the caller. */
    End await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (killed) {
                return new End.Killed();
            }
            // Even if the executor failed, the process may have ended well: something else kept its output open.
            return process == null ? new End.NeverStarted(failure) : new End.Exited(process.exitValue());
        }
    }

    private synchronized void kill() {
        if (process == null) {
            killed = true;
        } else if (process.isAlive()) {
            killed = true;
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
