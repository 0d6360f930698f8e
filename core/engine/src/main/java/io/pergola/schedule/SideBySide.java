package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Submissions, a few at a time: each is mostly waiting, now for the disk and now for the batch system. */
final class SideBySide {

    /** One writes, one waits for the disk, one for the batch system, which takes one after the other. */
    private static final int AT_ONCE = 3;

    /** Fewer go one by one, so that their order is exactly the one that was asked for. */
    private static final int MANY = 8;

    private SideBySide() {}

    /**
     * What {@code work} makes of each item, in their order; they are begun in this order, where there are many a few at a time. After the first that throws, none is
     * begun any more; those under way come to their end.
     *
     * @throws RuntimeException as thrown by the work
     */
    static <A, B> List<B> map(List<A> items, Function<A, B> work) {
        if (items.size() < MANY) {
            return items.stream().map(work).toList();
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var failure = new AtomicReference<@Nullable RuntimeException>();
            List<Future<B>> waiting = new ArrayList<>(items.size());
            for (A item : items) {
                waiting.add(pool.submit(() -> one(item, work, failure)));
            }
            return results(waiting, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchedulerException("Interrupted while jobs were submitted", null);
        }
    }

    private static <A, B> B one(A item, Function<A, B> work, AtomicReference<@Nullable RuntimeException> failure) {
        RuntimeException known = failure.get();
        if (known != null) {
            throw known;
        }
        try {
            return work.apply(item);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private static <B> List<B> results(List<Future<B>> waiting, AtomicReference<@Nullable RuntimeException> failure)
            throws InterruptedException {
        var made = new ArrayList<B>(waiting.size());
        for (Future<B> each : waiting) {
            try {
                made.add(each.get());
            } catch (ExecutionException e) {
                RuntimeException first = failure.get();
                throw first == null ? new IllegalStateException(e.getCause()) : first;
            }
        }
        return made;
    }
}
