package io.pergola.tasks;

import io.pergola.model.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes into the database on a thread of its own. What has gathered while one transaction was written goes into the next, so that many
 * small changes cost few. Changes for which nobody waits are written with the next that is urgent, or a moment later; those of one kind
 * stay in the order of the calls.
 */
final class StoreWriter implements AutoCloseable {

    /** Something to write. */
    interface Change {
        void apply(TaskStore store) throws SQLException;
    }

    private record Entry(Change change, Runnable next) {}

    private static final long MOMENT_MS = 50;

    private final TaskStore store;
    private final Consumer<Runnable> committed;
    private final Consumer<StoreException> trouble;
    private final BlockingQueue<Entry> urgent = new LinkedBlockingQueue<>();
    private final Queue<Entry> patient = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "task-store");
    private boolean over;

    /**
     * Begins.
     *
     * @param committed is given, after each transaction, what waited for it
     * @param trouble is told once, when nothing can be written any more
     */
    StoreWriter(TaskStore store, Consumer<Runnable> committed, Consumer<StoreException> trouble) {
        this.store = store;
        this.committed = committed;
        this.trouble = trouble;
        thread.start();
    }

    void write(Change change) {
        patient.add(new Entry(change, StoreWriter::nothing));
    }

    /** {@code next} is handed on once the change will outlive this process. */
    void write(Change change, boolean isUrgent, Runnable next) {
        (isUrgent ? urgent : patient).add(new Entry(change, next));
    }

    private static void nothing() {}

    private void run() {
        var batch = new ArrayList<Entry>();
        try {
            while (!over) {
                Entry first = urgent.poll(MOMENT_MS, TimeUnit.MILLISECONDS);
                for (Entry entry = patient.poll(); entry != null; entry = patient.poll()) {
                    batch.add(entry);
                }
                if (first != null) {
                    batch.add(first);
                    urgent.drainTo(batch);
                }
                if (batch.isEmpty()) {
                    continue;
                }
                for (Entry entry : batch) {
                    entry.change().apply(store);
                }
                store.commit();
                List<Runnable> waited = batch.stream().map(Entry::next).toList();
                committed.accept(() -> waited.forEach(Runnable::run));
                batch.clear();
            }
        } catch (SQLException e) {
            trouble.accept(TaskStore.failure(store.file(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what was asked for so far, and then nothing more. The store stays open. */
    @Override
    public void close() {
        write(_ -> over = true, true, StoreWriter::nothing);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
