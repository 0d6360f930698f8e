package io.pergola.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code of a plugin so that it can neither hang nor throw its way into Pergola: each call has a daemon thread to itself,
 * which is left behind if it does not come back.
 */
final class Watch {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Executor threads;
    private final Duration limit;

    private Watch(Executor threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /** Starts a thread for each call. */
    Watch(ClassLoader loader, Duration limit) {
        this(task -> thread(loader, task).start(), limit);
    }

    /** Uses threads again, for what is called often. */
    static Watch often(ClassLoader loader, Duration limit) {
        return new Watch(
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE.toSeconds(),
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> thread(loader, task)),
                limit);
    }

    private static Thread thread(ClassLoader loader, Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().name("plugin").unstarted(task);
        thread.setContextClassLoader(loader);
        return thread;
    }

    /**
     * Calls it and waits.
     *
     * @param step what is called, as the subject of a message
     * @throws BrokenPluginException if it threw, answered null or took too long; the cause is what it threw
     */
    <T> T call(String step, Callable<T> body) throws BrokenPluginException {
        return call(step, body, new Pulse(), limit);
    }

    /**
     * Calls it and waits as long as it shows life.
     *
     * @param pulse what it does so by: the limit holds from one beat to the next
     * @param whole the limit for all of it
     * @throws BrokenPluginException as the other
     */
    <T> T call(String step, Callable<T> body, Pulse pulse, Duration whole) throws BrokenPluginException {
        var task = new FutureTask<>(body);
        pulse.beat();
        threads.execute(task);
        T answer = await(step, task, pulse, whole);
        if (answer == null) {
            throw new BrokenPluginException(step + " returned null", Faults.TELL_THE_AUTHOR, null);
        }
        return answer;
    }

    private <T> T await(String step, FutureTask<T> task, Pulse pulse, Duration whole) throws BrokenPluginException {
        long began = System.nanoTime();
        try {
            while (true) {
                long quiet = limit.toNanos() - pulse.sinceLast();
                long left = whole.toNanos() - (System.nanoTime() - began);
                if (quiet <= 0 || left <= 0) {
                    task.cancel(true);
                    throw Faults.tooLong(step, quiet <= 0 ? limit : whole);
                }
                try {
                    return task.get(Math.min(quiet, left), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Not if it has shown life in the meantime.
                }
            }
        } catch (ExecutionException e) {
            throw Faults.thrown(step, e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BrokenPluginException(step + " was interrupted", "Try again.", e);
        }
    }
}
