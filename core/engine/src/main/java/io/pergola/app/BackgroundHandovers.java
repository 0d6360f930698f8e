package io.pergola.app;

import io.pergola.model.SchedulerException;
import io.pergola.schedule.Handovers;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts a process that hands over what waits in a series, or manages it, where the one that did is gone. */
final class BackgroundHandovers implements Handovers {

    private static final System.Logger LOG = System.getLogger(BackgroundHandovers.class.getName());

    /** Until a process that was just started has its lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final String user;
    private final InstantSource clock;
    private final Map<Path, Instant> looked = new HashMap<>();

    BackgroundHandovers(Jobs jobs, String user, InstantSource clock) {
        this.jobs = jobs;
        this.user = user;
        this.clock = clock;
    }

    @Override
    public void resume(Store store, SeriesDirectory series) {
        Instant now = clock.instant();
        Instant before = looked.get(series.path());
        boolean lately = before != null && now.isBefore(before.plus(PATIENCE));
        if (lately || !series.user().equals(user)) {
            return;
        }
        looked.put(series.path(), now);
        Optional<String> objection = series.objection();
        if (objection.isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The jobs of " + series.id() + " are not handed over: " + objection.get());
            return;
        }
        if (series.book().isOpen()) {
            if (jobs.manager(store, series).isIdle()) {
                start(series, () -> jobs.manageInBackground(store, series));
            }
        } else if (jobs.handover(store, series).isIdle()) {
            start(series, () -> jobs.handOverInBackground(store, series));
        }
    }

    private static void start(SeriesDirectory series, Runnable process) {
        try {
            process.run();
        } catch (SchedulerException e) {
            LOG.log(System.Logger.Level.WARNING, "Nobody hands over the jobs of " + series.id(), e);
        }
    }
}
