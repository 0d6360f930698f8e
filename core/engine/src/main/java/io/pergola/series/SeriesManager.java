package io.pergola.series;

import io.pergola.config.SeriesFile;
import io.pergola.config.SeriesFiles;
import io.pergola.model.ConfigException;
import io.pergola.model.StoreException;
import io.pergola.schedule.ProcessValues;
import io.pergola.schedule.UserLock;
import io.pergola.store.CancelRequest;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs a series from a file to its end: makes its sets when their time has come, hands over their runs as the limits allow, and waits
 * for them. All that it knows stands in the directory of the series, so that whoever comes next goes on; of all who try, one does. See
 * {@code docs/series.md}.
 */
public final class SeriesManager {

    private static final System.Logger LOG = System.getLogger(SeriesManager.class.getName());
    private static final Duration LEAST_REST = Duration.ofMillis(50);
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    /** After what could not be written or read. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final int LOCK_TRIES = 5;
    private static final Duration LOCK_REST = Duration.ofMillis(100);

    private final Store store;
    private final SeriesDirectory series;
    private final ManagerParts parts;

    /** Of one series. */
    public SeriesManager(Store store, SeriesDirectory series, ManagerParts parts) {
        this.store = store;
        this.series = series;
        this.parts = parts;
    }

    /**
     * What is to be run in a series.
     *
     * @throws StoreException if it was not made from a file
     * @throws ConfigException if somebody changed what was kept of that
     */
    public static SeriesPlan plan(SeriesDirectory series) {
        SeriesFile file = SeriesFiles.saved(
                series.name(),
                series.book()
                        .plan()
                        .orElseThrow(() -> new StoreException(series.id() + " was not made from a series file", null)));
        return SeriesPlan.of(file);
    }

    /** Whether nobody manages it, as far as can be seen. */
    public boolean isIdle() {
        try {
            Optional<UserLock.Held> held = lock();
            held.ifPresent(SeriesManager::release);
            return held.isPresent();
        } catch (IOException e) {
            return true;
        }
    }

    /** In the directory of the series, which all hosts see; where there are no locks, in a directory of this user's. */
    private Optional<UserLock.Held> lock() throws IOException {
        try {
            return new UserLock(series.book().lock()).tryLock();
        } catch (IOException e) {
            return new UserLock(parts.locks().resolve("series-" + series.uuid() + ".lock")).tryLock();
        }
    }

    /** Whoever only looks whether it is held has it for a moment. */
    private Optional<UserLock.Held> patientLock() throws IOException {
        Optional<UserLock.Held> held = lock();
        for (int i = 0; held.isEmpty() && i < LOCK_TRIES; i++) {
            parts.sleep().accept(LOCK_REST);
            held = lock();
        }
        return held;
    }

    private static void release(UserLock.Held held) {
        try {
            held.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A lock was not released: " + e.getMessage());
        }
    }

    /**
     * Stays until the series has ended, unless another process manages it.
     *
     * @return false if another does
     * @throws StoreException if others may have written what is to be run, or there can be no lock
     * @throws InterruptedException if interrupted; whoever comes next goes on
     */
    public boolean keep() throws InterruptedException {
        series.objection().ifPresent(why -> {
            throw new StoreException(series.id() + " is not managed: " + why, null);
        });
        Optional<UserLock.Held> held;
        try {
            held = patientLock();
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot lock " + series.book().lock() + ", so two processes might manage " + series.id() + ": "
                            + e.getMessage(),
                    e);
        }
        if (held.isPresent()) {
            try {
                manage();
            } finally {
                release(held.get());
            }
        }
        return held.isPresent();
    }

    private void manage() throws InterruptedException {
        SeriesPlan plan = plan(series);
        Duration pause = LEAST_PAUSE;
        while (series.book().isOpen() && !Thread.currentThread().isInterrupted()) {
            try {
                series.book().writeManager(ProcessValues.write(parts.self()));
                SeriesWork work = new SeriesWork(store, series, plan, parts);
                work.load();
                pause = LEAST_PAUSE;
                untilEnd(work);
            } catch (StoreException e) {
                // A full disk or a file server that is away; what was done stands there, so it is begun from the disk
                // again.
                LOG.log(System.Logger.Level.WARNING, series.id() + " waits: " + e.getMessage());
                parts.sleep().accept(pause);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private void untilEnd(SeriesWork work) throws InterruptedException {
        Duration rest = LEAST_REST;
        while (!Thread.currentThread().isInterrupted()) {
            Optional<CancelRequest> cancel = series.book().cancelRequest();
            cancel.ifPresent(work::cancel);
            if (work.step()) {
                return;
            }
            rest = work.poll() ? LEAST_REST : shorter(rest.multipliedBy(2), LONGEST_REST);
            if (rest.compareTo(LEAST_REST) > 0) {
                parts.sleep().accept(rest);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Numbers of its runs that have not ended. */
    public List<Integer> unfinished() {
        return store.summaries(series.runs()).stream()
                .filter(run -> !run.ended())
                .map(run -> run.id().number())
                .toList();
    }
}
