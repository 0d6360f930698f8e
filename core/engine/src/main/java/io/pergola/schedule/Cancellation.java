package io.pergola.schedule;

import io.pergola.model.PergolaException;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.Scheduler;
import io.pergola.store.CancelRequest;
import io.pergola.store.JobDirectory;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cancels runs: leaves the wish with each, tells the pilots of their jobs, and cancels the jobs of which no run is left to do.
 * The pilot, or if there is none the batch system's word, ends the runs.
 */
public final class Cancellation {

    private final Store store;
    private final Schedulers schedulers;
    private final JobTracker tracker;
    private final InstantSource clock;

    /** For the runs of one working directory. */
    public Cancellation(Store store, Schedulers schedulers, JobTracker tracker, InstantSource clock) {
        this.store = store;
        this.schedulers = schedulers;
        this.tracker = tracker;
        this.clock = clock;
    }

    /**
     * Asks for these runs to end; those that have ended stay as they are.
     *
     * @param user who asks
     * @param reason may be empty
     * @return what could not be done, a sentence each
     */
    public List<String> cancel(Collection<Integer> runs, String user, String reason) {
        var request = new CancelRequest(user, clock.instant(), reason);
        var byJob = new LinkedHashMap<String, Set<Integer>>();
        for (int number : runs) {
            store.run(number).filter(run -> run.ending().isEmpty()).ifPresent(run -> mark(run, request, byJob));
        }
        var jobs = new ArrayList<JobDirectory>();
        byJob.forEach((id, numbers) -> store.job(id).ifPresent(job -> {
            job.requestCancel(request, numbers);
            if (isOwn(job) && nothingLeft(job, numbers)) {
                jobs.add(job);
            }
        }));
        return cancelJobs(jobs);
    }

    /** Removes the wishes that nobody will see to any more: those in jobs of these runs of which every run has ended. */
    public void forget(Collection<Integer> runs) {
        runs.stream()
                .flatMap(number -> store.run(number).stream())
                .flatMap(run -> run.jobId().stream())
                .distinct()
                .flatMap(id -> store.job(id).stream())
                .filter(job -> job.runs().stream()
                        .flatMap(number -> store.run(number).stream())
                        .allMatch(RunDirectory::hasEnded))
                .forEach(JobDirectory::dropRequests);
    }

    private void mark(RunDirectory run, CancelRequest request, Map<String, Set<Integer>> byJob) {
        run.requestCancel(request);
        run.jobId()
                .ifPresentOrElse(
                        job -> byJob.computeIfAbsent(job, id -> new TreeSet<>())
                                .add(run.id().number()),
                        () -> tracker.settle(run, RunState.CANCELLED, words(request)));
    }

    /** What another wrote down of his job may name anything; his pilot sees to the wish, or the job when it starts. */
    private static boolean isOwn(JobDirectory job) {
        return job.objection().isEmpty();
    }

    private boolean nothingLeft(JobDirectory job, Set<Integer> cancelled) {
        return job.runs().stream()
                .filter(number -> !cancelled.contains(number))
                .flatMap(number -> store.run(number).stream())
                .allMatch(run -> run.ending().isPresent() || run.cancelRequest().isPresent());
    }

    private List<String> cancelJobs(List<JobDirectory> jobs) {
        var failures = new ArrayList<String>();
        jobs.stream()
                .collect(Collectors.groupingBy(JobDirectory::scheduler))
                .forEach((scheduler, its) -> cancelJobs(scheduler, its, failures));
        return failures;
    }

    private void cancelJobs(String scheduler, List<JobDirectory> jobs, List<String> failures) {
        var infos = new LinkedHashMap<JobInfo, JobDirectory>();
        jobs.forEach(job -> job.info().ifPresent(info -> infos.put(new JobInfo(info), job)));
        if (infos.isEmpty()) {
            return;
        }
        try {
            Scheduler batch = schedulers.get(scheduler);
            Map<JobInfo, CancelOutcome> outcomes = batch.cancel(infos.keySet());
            outcomes.forEach((info, outcome) -> outcome.failure()
                    .ifPresent(why -> failures.add("job " + info.get("id").orElse("?") + ": " + why)));
            if (!StatusBoard.isFree(batch)) {
                infos.forEach((info, job) -> {
                    CancelOutcome outcome = outcomes.get(info);
                    if (outcome != null && outcome.failure().isEmpty()) {
                        settleUnstarted(job);
                    }
                });
            }
        } catch (PergolaException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** A job that was taken out of the queue will never start: there is no need to ask what became of it. */
    private void settleUnstarted(JobDirectory job) {
        if (job.pilot().isPresent()) {
            return;
        }
        job.runs().stream()
                .flatMap(number -> store.run(number).stream())
                .forEach(run -> tracker.settle(run, RunState.SCHED_CANCELLED, "Its job was cancelled"));
        job.dropRequests();
    }

    /** What a cancelled run's last line says. */
    public static String words(CancelRequest request) {
        return "Cancelled by " + request.user() + (request.reason().isEmpty() ? "" : ": " + request.reason());
    }

    /** A journal line for a run that was cancelled. */
    public static StateEntry entry(CancelRequest request, InstantSource clock) {
        return StateEntry.of(clock.instant(), RunState.CANCELLED, words(request));
    }
}
