package io.pergola.store;

import io.pergola.model.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings an index up to date while the next runs are read: one update at a time, in order. For use by one thread. */
final class IndexWriter implements AutoCloseable {

    private final Index index;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Future<Boolean> last = CompletableFuture.completedFuture(true);

    IndexWriter(Index index) {
        this.index = index;
    }

    /** Waits for the update before, then begins with this one; false if the one before could not be written, nor is this. */
    boolean write(IndexUpdate update) throws SQLException {
        boolean saved = saved();
        if (saved) {
            last = thread.submit(() -> index.tryUpdate(update));
        }
        return saved;
    }

    /** Waits for the last update; false if it could not be written. */
    boolean saved() throws SQLException {
        try {
            return last.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while the index was written. Start again", e);
        }
    }

    /** Waits for the last update, whatever comes of it. */
    @Override
    public void close() {
        thread.close();
    }
}
