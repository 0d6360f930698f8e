package io.pergola.run;

import io.pergola.exec.MarkedProcesses;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.schedule.JobTracker;
import io.pergola.schedule.ProcessValues;
import io.pergola.store.JobDirectory;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/** Clears up after a pilot that was killed: ends what its tests left running and records how its runs ended. */
public final class Sweep {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Store store;
    private final JobTracker tracker;

    /** For the jobs of one working directory. */
    public Sweep(Store store, JobTracker tracker) {
        this.store = store;
        this.tracker = tracker;
    }

    /**
     * For one job whose pilot is gone. If it left the runs to the batch system's word, they stay as they are.
     *
     * @param how how the pilot ended, in words
     * @throws InterruptedException if interrupted; some runs may then stay unfinished
     */
    public void clear(JobDirectory job, String how) throws InterruptedException {
        if (job.pilot().filter(ProcessValues::hasLeft).isPresent()) {
            return;
        }
        for (int number : job.runs()) {
            RunDirectory run = store.run(number).orElse(null);
            if (run != null && run.ending().isEmpty()) {
                end(run, how);
            }
        }
        job.dropRequests();
    }

    /**
     * Ends what is left on this host of the processes of runs that have ended, because a pilot was killed together with the
     * shell that would have cleared up after it.
     *
     * @throws InterruptedException if interrupted; some may then still live
     */
    public void endProcesses(Collection<Integer> runs) throws InterruptedException {
        var processes = new MarkedProcesses();
        Set<String> living = processes.values(MarkedProcesses.RUN);
        if (living.isEmpty()) {
            return;
        }
        for (int number : runs) {
            RunDirectory run = store.run(number).orElse(null);
            if (run != null && isOwn(run) && run.ending().isPresent() && living.contains(run.uuid())) {
                processes.end(MarkedProcesses.RUN, run.uuid(), GRACE);
            }
        }
    }

    /** Another's files may name the mark of processes that are not his. */
    private static boolean isOwn(RunDirectory run) {
        return run.objection().isEmpty();
    }

    private void end(RunDirectory run, String how) throws InterruptedException {
        boolean began = began(run);
        if (began && isOwn(run)) {
            new MarkedProcesses().end(MarkedProcesses.RUN, run.uuid(), GRACE);
        }
        tracker.settle(
                run,
                RunState.SCHED_ERROR,
                began
                        ? "The pilot ended in the middle of the test: " + how
                        : "The pilot ended before the test began: " + how);
    }

    /** Whether its script was ever started. */
    static boolean began(RunDirectory run) {
        Predicate<StateEntry> running = entry ->
                entry.state().equals(RunState.RUNNING.name()) || entry.state().equals(RunState.WARMUP.name());
        return run.journal().stream().anyMatch(running);
    }
}
