package io.pergola.exec;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ProcessDestroyer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the process that an executor starts, and kills it with its descendants at its time limit. (The executor's own watchdog
 * kills neither descendants nor what ignores SIGTERM.)
 */
final class TimedProcess implements ProcessDestroyer {

    /** How a process ended. */
    sealed interface End {
        record NeverStarted() implements End {}

        record Killed() implements End {}

        record Exited(int code) implements End {}
    }

    private final Duration limit;
    private @Nullable Process process;
    private @Nullable Future<Void> timer;
    private boolean killed;

    TimedProcess(Duration limit) {
        this.limit = limit;
    }

    @Override
    public synchronized boolean add(Process started) {
        process = started;
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

    /** To be asked once the executor is done. If the process lives on, since the waiting was interrupted, it is killed. */
    End end() {
        boolean interrupted = false;
        synchronized (this) {
            interrupted = process != null && process.isAlive() && !killed;
        }
        if (interrupted) {
            kill();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (process == null) {
                return new End.NeverStarted();
            }
            return killed ? new End.Killed() : new End.Exited(process.exitValue());
        }
    }

    private synchronized void kill() {
        if (process != null && process.isAlive()) {
            killed = true;
            List<ProcessHandle> descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
