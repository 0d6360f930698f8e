package io.pergola.store;

import io.pergola.model.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on many directories, several at a time: most of it is waiting for the disk or a file server. */
final class Together {

    /** Fewer are done one by one: to start threads costs more. */
    static final int MANY = 64;

    private Together() {}

    /**
     * What {@code work} makes of each item, in their order.
     *
     * @param threads at most so many
     * @throws StoreException as thrown by the work, or if interrupted
     */
    static <A, B> List<B> map(List<A> items, int threads, Function<A, B> work) {
        int slices = Math.min(threads, items.size() / (MANY / 2));
        return slices < 2 ? each(items, work) : inSlices(items, slices, work);
    }

    private static <A, B> List<B> each(List<A> items, Function<A, B> work) {
        List<B> made = new ArrayList<>(items.size());
        for (A item : items) {
            made.add(work.apply(item));
        }
        return made;
    }

    private static <A, B> List<B> inSlices(List<A> items, int slices, Function<A, B> work) {
        try (ExecutorService pool = Executors.newFixedThreadPool(slices)) {
            List<Future<List<B>>> waiting = new ArrayList<>(slices);
            for (int i = 0; i < slices; i++) {
                List<A> slice = items.subList(start(items, slices, i), start(items, slices, i + 1));
                waiting.add(pool.submit(() -> each(slice, work)));
            }
            List<B> made = new ArrayList<>(items.size());
            for (Future<List<B>> one : waiting) {
                made.addAll(one.get());
            }
            return made;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failure
                    ? new StoreException(String.valueOf(failure.getMessage()), failure)
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while working in the run directories. Start again", e);
        }
    }

    /** Does the work on each item. */
    static <A> void each(List<A> items, int threads, Consumer<A> work) {
        map(items, threads, item -> {
            work.accept(item);
            return item;
        });
    }

    private static int start(List<?> items, int slices, int slice) {
        return (int) ((long) items.size() * slice / slices);
    }
}
