package io.pergola.app;

import io.pergola.config.Site;
import io.pergola.exec.SystemProcesses;
import io.pergola.schedule.Cancellation;
import io.pergola.schedule.Handovers;
import io.pergola.schedule.JobTracker;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.KickoffSettings;
import io.pergola.schedule.OpenJobs;
import io.pergola.schedule.StatusBoard;
import io.pergola.schedule.SubmissionPace;
import io.pergola.series.Handover;
import io.pergola.series.HandoverParts;
import io.pergola.series.ManagerParts;
import io.pergola.series.SeriesManager;
import io.pergola.series.SeriesStart;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** Starts the jobs of a site's tests, watches over them and cancels them. Used by one thread. */
public final class Jobs {

    private final Pergola pergola;
    private final Environment environment;
    private final Site site;
    private final SiteSchedulers schedulers;
    private final SiteStores stores;
    private final Supplier<SystemProcesses> processes;

    Jobs(Pergola pergola, SiteSchedulers schedulers, SiteStores stores, Supplier<SystemProcesses> processes) {
        this.pergola = pergola;
        this.environment = pergola.environment();
        this.site = pergola.site();
        this.schedulers = schedulers;
        this.stores = stores;
        this.processes = processes;
    }

    /** Asks batch systems about jobs. */
    public JobTracker tracker() {
        return tracker(new BackgroundHandovers(this, pergola.user(), environment.clock()));
    }

    private JobTracker tracker(Handovers handovers) {
        return new JobTracker(schedulers, statusBoard(), new LazyProcesses(processes), handovers, environment.clock());
    }

    private StatusBoard statusBoard() {
        return new StatusBoard(
                schedulerFiles(), site.settings().statusInterval().orElse(null), environment.clock());
    }

    /** What this user's processes tell each other of batch systems. */
    private Path schedulerFiles() {
        return new HostDirectories(environment).cache().resolve("schedulers");
    }

    /** Cancels runs of a working directory. */
    public Cancellation cancellation(Store store) {
        return new Cancellation(store, schedulers, tracker(), environment.clock());
    }

    /** Starts series in a working directory. */
    public SeriesStart seriesStart(Store store) {
        return new SeriesStart(store, schedulers.seed(), environment.clock());
    }

    /** Hands over the jobs of a series, no more at once than may be. */
    public Handover handover(Store store, SeriesDirectory series) {
        return new Handover(
                store,
                series,
                new HandoverParts(
                        kickoff(store),
                        openJobs(),
                        tracker(Handovers.NONE),
                        cancellation(store),
                        schedulerFiles(),
                        Jobs::sleep,
                        environment.clock()));
    }

    /** Starts a process of its own that hands over what waits in a series. */
    public void handOverInBackground(Store store, SeriesDirectory series) {
        inBackground("_handover", store, series, series.handoverLog());
    }

    /** Starts a process of its own that manages a series from a file. */
    public void manageInBackground(Store store, SeriesDirectory series) {
        inBackground("_series", store, series, series.book().log());
    }

    private void inBackground(String command, Store store, SeriesDirectory series, Path log) {
        processes
                .get()
                .start(
                        List.of(
                                environment.program().toString(),
                                command,
                                store.path().toString(),
                                Integer.toString(series.number())),
                        log);
    }

    /** Has a series of this user go on whose background process is gone. */
    public void resume(Store store, SeriesDirectory series) {
        if (series.book().isOpen() || series.hasHandover()) {
            new BackgroundHandovers(this, pergola.user(), environment.clock()).resume(store, series);
        }
    }

    /** Runs a series from a file. */
    public SeriesManager manager(Store store, SeriesDirectory series) {
        return new SeriesManager(
                store,
                series,
                new ManagerParts(
                        () -> CurrentSite.open(environment, store.path(), series),
                        openJobs(),
                        site.settings().maxJobsInQueue(),
                        tracker(Handovers.NONE),
                        cancellation(store),
                        processes.get().self(),
                        schedulerFiles(),
                        System::nanoTime,
                        Jobs::sleep,
                        environment.clock()));
    }

    private OpenJobs openJobs() {
        return new OpenJobs(stores::all, pergola.user(), name -> !StatusBoard.isFree(schedulers.get(name)));
    }

    /** Submits runs of a working directory. */
    public Kickoff kickoff(Store store) {
        var exports = new LinkedHashMap<String, String>();
        Path file = site.settings().file();
        if (file != null) {
            exports.put("PERGOLA_CONFIG_FILE", file.toString());
        }
        var pace = new SubmissionPace(
                schedulerFiles(), site.settings().submissionsPerMinute(), environment.clock(), Jobs::sleep);
        return new Kickoff(
                store,
                pace.pacing(schedulers),
                schedulers.plans(),
                new KickoffSettings(
                        environment.program(),
                        exports,
                        site.settings().umask(),
                        site.settings().envSetup(),
                        processes.get().self()),
                environment.clock());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // Submitted at once then, as whoever interrupts wants to get on.
            Thread.currentThread().interrupt();
        }
    }
}
