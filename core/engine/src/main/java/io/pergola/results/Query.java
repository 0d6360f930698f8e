package io.pergola.results;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A question to a document that is in memory, in a language that lets people ask for what takes for ever. */
final class Query {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Libraries walk through documents by recursion. */
    private static final long STACK = 8 << 20;

    private Query() {}

    /**
     * The answer, if it comes in time. The thread is left behind otherwise.
     *
     * @param failed the words for what the question throws
     */
    static <T> T answer(Callable<T> question, Failed failed) throws Document.RefusedException {
        var task = new FutureTask<>(question);
        Thread thread = new Thread(null, task, "query", STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new Document.RefusedException("the query takes more than " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new Document.RefusedException("the query was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackOverflowError) {
                throw new Document.RefusedException("the query goes too deep for this document");
            }
            throw new Document.RefusedException(failed.words(e.getCause()));
        }
    }

    /** Puts into words what a question may throw. */
    @FunctionalInterface
    interface Failed {

        /** Throws on what it does not know. */
        String words(@Nullable Throwable cause);
    }
}
