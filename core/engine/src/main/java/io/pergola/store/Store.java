package io.pergola.store;

import io.pergola.model.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A working directory. Several processes, users and hosts may use one at once; killing any of them at any moment leaves
 * every run either whole or not there. May be used by several threads. Every method that touches the disk throws
 * {@link io.pergola.model.StoreException} when that fails; its message names the path and the mend.
 */
public final class Store {

    private Store() {}

    /**
     * Opens a working directory, and makes it if it does not exist. One that exists need not be writable, as long as
     * nothing is to be stored.
     *
     * @param clock stamps what is made here
     */
    public static Store open(Path workingDir, StoreOptions options, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes test runs, all or none, each with its first journal line.
     *
     * @return in the order of the argument, with rising numbers
     */
    public List<RunDirectory> createRuns(List<NewRun> runs) {
        throw new UnsupportedOperationException();
    }

    /** A run; empty if there is none of that number. */
    public Optional<RunDirectory> run(int number) {
        throw new UnsupportedOperationException();
    }

    /** Numbers of all runs, rising. A few may belong to runs that are just being made, or were never finished. */
    public int[] runNumbers() {
        throw new UnsupportedOperationException();
    }

    /** Makes a series of these runs, tells each of them, and makes it the last series of the user on the runs' system. */
    public SeriesDirectory createSeries(String name, List<RunDirectory> runs) {
        throw new UnsupportedOperationException();
    }

    /** A series; empty if there is none of that number. */
    public Optional<SeriesDirectory> series(int number) {
        throw new UnsupportedOperationException();
    }

    /** Numbers of all series, rising; a few may belong to series that are just being made. */
    public int[] seriesNumbers() {
        throw new UnsupportedOperationException();
    }

    /** The number of the series that a user made last on a system. */
    public Optional<Integer> lastSeries(String user, String sysName) {
        throw new UnsupportedOperationException();
    }

    /** Makes a job's directory; the runs still have to be told by {@link RunDirectory#assignJob}. */
    public JobDirectory createJob(NewJob job) {
        throw new UnsupportedOperationException();
    }

    /** A job; empty if there is none of that id. */
    public Optional<JobDirectory> job(String id) {
        throw new UnsupportedOperationException();
    }

    /** Where builds are kept. */
    public Path builds() {
        throw new UnsupportedOperationException();
    }

    /** The working directory, absolute. */
    public Path path() {
        throw new UnsupportedOperationException();
    }

    /**
     * What listings show of these runs, in the order of the argument; numbers of which there is no run are left out. Runs
     * that have ended come from the index. A run whose directory is broken is shown as {@code UNKNOWN}, with the reason.
     */
    public List<RunSummary> summaries(Collection<Integer> numbers) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #summaries}, of all runs, by rising number. */
    public List<RunSummary> allSummaries() {
        throw new UnsupportedOperationException();
    }

    /** The result values of those of these runs that have any, by number, in the order of the argument. */
    public Map<Integer, Value.Entries> results(Collection<Integer> numbers) {
        throw new UnsupportedOperationException();
    }

    /** Removes a run that has ended, for good. Two who do it at once, or a crash, do no harm. */
    public RemovalOutcome remove(RunDirectory run) {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes what nobody needs: jobs and series without any run left, and what crashes left behind.
     *
     * @param age nothing younger is touched
     */
    public TidyOutcome tidy(Duration age) {
        throw new UnsupportedOperationException();
    }
}
