package io.pergola.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code of a plugin so that it can neither hang nor throw its way into Pergola: each call gets a daemon thread of its own,
 * which is left behind if it does not come back.
 */
final class Watch {

    private final ClassLoader loader;
    private final Duration limit;

    Watch(ClassLoader loader, Duration limit) {
        this.loader = loader;
        this.limit = limit;
    }

    /**
     * Calls it and waits.
     *
     * @param step what is called, as the subject of a message
     * @throws BrokenPluginException if it threw, answered null or took too long; the cause is what it threw
     */
    <T> T call(String step, Callable<T> body) throws BrokenPluginException {
        var task = new FutureTask<>(body);
        Thread thread = Thread.ofPlatform().daemon().name("plugin: " + step).unstarted(task);
        thread.setContextClassLoader(loader);
        thread.start();
        T answer = await(step, task);
        if (answer == null) {
            throw new BrokenPluginException(step + " returned null", Faults.TELL_THE_AUTHOR, null);
        }
        return answer;
    }

    private <T> T await(String step, FutureTask<T> task) throws BrokenPluginException {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Faults.thrown(step, e.getCause());
        } catch (TimeoutException e) {
            task.cancel(true);
            throw Faults.tooLong(step, limit);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BrokenPluginException(step + " was interrupted", "Try again.", e);
        }
    }
}
