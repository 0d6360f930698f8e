package io.pergola.schedule;

import io.pergola.model.PergolaException;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.ProcessIdentity;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the batch systems about jobs, all of one in one question and no more often than {@link StatusBoard} allows, and not
 * about those whose pilot reports by itself. If one says that a job is over, records that once in
 * those of its runs that had not ended. What nobody can say changes nothing.
 */
public final class JobTracker {

    /** How long a job that was being submitted may leave no trace before it counts as never started. */
    private static final Duration SUBMISSION = Duration.ofSeconds(10);

    /** The same where the submitting command runs on another host, so that nobody here can see whether it lives. */
    private static final Duration SUBMISSION_ELSEWHERE = Duration.ofMinutes(5);

    /** How long a job's directory must be away before its runs are settled: a pilot that lives notices, and ends them itself. */
    private static final Duration LOST = Duration.ofSeconds(15);

    /**
     * How long after a job's end by the batch system's word its pilot's last words are waited for: they come from another host,
     * through a file server.
     */
    private static final Duration LAST_WORDS = Signs.LATELY;

    private final Map<String, Instant> lost = new HashMap<>();
    private final Schedulers schedulers;
    private final DetachedProcesses processes;
    private final Handovers handovers;
    private final StatusBoard board;
    private final Signs signs;
    private final InstantSource clock;

    /** As the other one; nobody sees after jobs that wait to be handed over. */
    public JobTracker(Schedulers schedulers, StatusBoard board, DetachedProcesses processes, InstantSource clock) {
        this(schedulers, board, processes, Handovers.NONE, clock);
    }

    /** With the processes of this host, to see whether a pilot or a submitting command still lives. */
    public JobTracker(
            Schedulers schedulers,
            StatusBoard board,
            DetachedProcesses processes,
            Handovers handovers,
            InstantSource clock) {
        this.schedulers = schedulers;
        this.board = board;
        this.signs = new Signs(clock);
        this.processes = processes;
        this.handovers = handovers;
        this.clock = clock;
    }

    /**
     * Brings runs up to date.
     *
     * @param runs as they were last seen; those that had ended are passed over
     * @return what the batch systems last said of the jobs of those that go on, by the job's directory name; no entry for a job
     *     of which nobody asked
     */
    public Map<String, JobStatus> update(Store store, Collection<RunSummary> runs) {
        Map<String, List<RunSummary>> byJob = runs.stream()
                .filter(run -> !run.ended() && !unreadable(run))
                .collect(Collectors.groupingBy(RunSummary::jobId, LinkedHashMap::new, Collectors.toList()));
        settleOrphans(store, byJob.getOrDefault("", List.of()));
        List<JobDirectory> jobs =
                byJob.keySet().stream().flatMap(id -> store.job(id).stream()).toList();
        settleLost(store, byJob, jobs);
        Map<JobDirectory, KnownStatus> statuses = ask(jobs);
        statuses.forEach((job, known) -> settle(store, job, known, byJob.getOrDefault(job.id(), List.of())));
        return statuses.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().id(), entry -> entry.getValue().status()));
    }

    private Map<JobDirectory, KnownStatus> ask(List<JobDirectory> jobs) {
        var statuses = new LinkedHashMap<JobDirectory, KnownStatus>();
        Map<String, List<JobDirectory>> byScheduler =
                jobs.stream().collect(Collectors.groupingBy(JobDirectory::scheduler));
        byScheduler.forEach((scheduler, its) -> statuses.putAll(ask(scheduler, its)));
        return statuses;
    }

    private Map<JobDirectory, KnownStatus> ask(String schedulerName, List<JobDirectory> jobs) {
        var infos = new LinkedHashMap<JobDirectory, JobInfo>();
        var statuses = new LinkedHashMap<JobDirectory, KnownStatus>();
        for (JobDirectory job : jobs) {
            job.info()
                    .ifPresentOrElse(
                            info -> infos.put(job, new JobInfo(info)), () -> statuses.put(job, now(withoutInfo(job))));
        }
        try {
            Scheduler scheduler = schedulers.get(schedulerName);
            if (!StatusBoard.isFree(scheduler)) {
                infos.keySet().removeIf(this::reports);
            }
            if (!infos.isEmpty()) {
                Map<JobInfo, KnownStatus> answers = board.ask(schedulerName, scheduler, infos.values());
                infos.forEach((job, info) ->
                        Optional.ofNullable(answers.get(info)).ifPresent(answer -> statuses.put(job, answer)));
            }
        } catch (PergolaException e) {
            KnownStatus unknown = now(new JobStatus(JobState.UNKNOWN, String.valueOf(e.getMessage())));
            infos.keySet().forEach(job -> statuses.put(job, unknown));
        }
        return statuses;
    }

    private KnownStatus now(JobStatus status) {
        return new KnownStatus(status, clock.instant());
    }

    private static boolean hasLeft(JobDirectory job) {
        return job.pilot().filter(ProcessValues::hasLeft).isPresent();
    }

    /** Whether its pilot speaks for it, so that the batch system need not be asked. */
    private boolean reports(JobDirectory job) {
        return job.pilot().filter(pilot -> !ProcessValues.hasLeft(pilot)).isPresent()
                && !pilotIs(job, false)
                && signs.heard(job);
    }

    /** The command that submitted it was killed between submitting and noting what the scheduler answered. */
    private JobStatus withoutInfo(JobDirectory job) {
        Optional<ProcessIdentity> owner = owner(job.extra());
        Duration patience = owner.isPresent() ? SUBMISSION_ELSEWHERE : SUBMISSION;
        boolean settling = owner.flatMap(processes::alive)
                .orElseGet(() -> clock.instant().isBefore(job.created().plus(patience)));
        return settling || job.pilot().isPresent()
                ? new JobStatus(JobState.UNKNOWN, "the job is being submitted")
                : new JobStatus(JobState.SCHED_ERROR, "the command that submitted the job was killed meanwhile");
    }

    private void settle(Store store, JobDirectory job, KnownStatus known, List<RunSummary> runs) {
        JobState said = known.status().state();
        if (isOver(job, known)) {
            RunState state = said == JobState.SCHED_CANCELLED ? RunState.SCHED_CANCELLED : RunState.SCHED_ERROR;
            String why = said == JobState.UNKNOWN
                    ? "the job's pilot is gone"
                    : known.status().reason();
            String note = "The job ended before this test did: " + why + more(job, said);
            directories(store, runs).forEach(run -> settle(run, state, note));
            job.dropRequests();
        }
    }

    private boolean isOver(JobDirectory job, KnownStatus known) {
        boolean abandoned = hasLeft(job) || !pilotIs(job, true);
        return switch (known.status().state()) {
            case SCHED_ERROR, SCHED_CANCELLED -> abandoned;
            case ENDED -> abandoned && !clock.instant().isBefore(known.since().plus(LAST_WORDS));
            case UNKNOWN -> pilotIs(job, false) && !hasLeft(job) && !willBeTold(job);
            case SCHEDULED, SCHED_STARTUP -> false;
        };
    }

    /** Whether a batch system knows of the job and may yet say what became of it, or start it again. */
    private boolean willBeTold(JobDirectory job) {
        try {
            return job.info().isPresent() && !StatusBoard.isFree(schedulers.get(job.scheduler()));
        } catch (PergolaException e) {
            return true;
        }
    }

    /** Where the batch system's word explains little, what the job's logs hold may say more. */
    private static String more(JobDirectory job, JobState said) {
        boolean started = job.pilot().isPresent();
        return switch (said) {
            case ENDED ->
                (started ? ", but its pilot said no more" : ", but its pilot never started") + "; see "
                        + job.kickoffLog() + " and " + job.schedulerLog();
            case SCHED_ERROR -> started ? end("the scheduler's log", job.schedulerLog()) : endOfEither(job);
            default -> "";
        };
    }

    /** Before the pilot, the script may have failed, or the batch system before the script. */
    private static String endOfEither(JobDirectory job) {
        String printed = end("the kickoff script's log", job.kickoffLog());
        return printed.isEmpty() ? end("the scheduler's log", job.schedulerLog()) : printed;
    }

    private static String end(String name, Path log) {
        String line = LastLine.of(log);
        return line.isEmpty() ? "" : "; " + name + " ends: " + line;
    }

    /** Whether the job's pilot is known to live (or known to be gone). */
    private boolean pilotIs(JobDirectory job, boolean alive) {
        return job.pilot()
                .flatMap(ProcessValues::read)
                .flatMap(processes::alive)
                .map(lives -> lives == alive)
                .orElse(false);
    }

    /** Broken, or another user's who does not share it. */
    private static boolean unreadable(RunSummary run) {
        return run.uuid().isEmpty();
    }

    private static List<RunDirectory> directories(Store store, List<RunSummary> runs) {
        return runs.stream()
                .flatMap(run -> store.run(run.id().number()).stream())
                .toList();
    }

    private void settleOrphans(Store store, List<RunSummary> runs) {
        Map<String, List<RunSummary>> bySeries = runs.stream().collect(Collectors.groupingBy(RunSummary::series));
        bySeries.forEach((id, its) -> {
            Optional<SeriesDirectory> waits = store.series(id).filter(JobTracker::isInHand);
            waits.ifPresentOrElse(series -> handovers.resume(store, series), () -> settleGivenUp(store, its));
        });
    }

    /** Whether somebody hands over its jobs one day, or makes its sets. */
    private static boolean isInHand(SeriesDirectory series) {
        return series.hasHandover() || series.book().isOpen();
    }

    private void settleGivenUp(Store store, List<RunSummary> runs) {
        for (RunDirectory run : directories(store, runs)) {
            Optional<ProcessIdentity> owner = ownerOf(run);
            boolean dead =
                    owner.flatMap(processes::alive).filter(alive -> !alive).isPresent();
            // It may have been given a job since it was last seen; a dead command gives it none any more.
            if (dead && run.jobId().isEmpty()) {
                settle(run, RunState.ABORTED, "The command that created this run was killed before it was scheduled");
            }
        }
    }

    /** Runs whose job's directory is gone: nothing is left that says where they run, or ran. */
    private void settleLost(Store store, Map<String, List<RunSummary>> byJob, List<JobDirectory> found) {
        Set<String> missing = new HashSet<>(byJob.keySet());
        missing.remove("");
        found.forEach(job -> missing.remove(job.id()));
        lost.keySet().retainAll(missing);
        for (String id : missing) {
            Instant seen = lost.computeIfAbsent(id, _ -> clock.instant());
            // A job cannot have been removed after the last time that any was.
            Instant since = store.jobsChanged().filter(seen::isAfter).orElse(seen);
            if (!clock.instant().isBefore(since.plus(LOST))) {
                directories(store, byJob.getOrDefault(id, List.of()))
                        .forEach(run -> settle(
                                run,
                                RunState.SCHED_ERROR,
                                "The directory of its job was removed, so nobody can say what became of this test"));
            }
        }
    }

    private static Optional<ProcessIdentity> ownerOf(RunDirectory run) {
        return owner(run.extra());
    }

    private static Optional<ProcessIdentity> owner(Map<String, Value> extra) {
        return extra.get(ProcessValues.OWNER) instanceof Value.Entries entries
                ? ProcessValues.read(entries)
                : Optional.empty();
    }

    /**
     * Ends a run of which nobody takes care any more. A result that was stored before counts, and then the wish to cancel it:
     * whatever ended its job may have done so because of that.
     */
    public void settle(RunDirectory run, RunState otherwise, String why) {
        if (run.ending().isPresent()) {
            return;
        }
        Optional<Verdict> verdict = run.results().flatMap(JobTracker::verdict);
        if (verdict.isPresent()) {
            run.end(
                    StateEntry.of(
                            clock.instant(), RunState.COMPLETE, "The test completed with result: " + verdict.get()),
                    verdict.get());
        } else {
            StateEntry last = run.cancelRequest()
                    .map(request -> Cancellation.entry(request, clock))
                    .orElseGet(() -> StateEntry.of(clock.instant(), otherwise, why));
            run.end(last, null);
        }
    }

    private static Optional<Verdict> verdict(Value.Entries results) {
        @Nullable Value result = results.values().get("result");
        if (result instanceof Value.Text(String text)) {
            for (Verdict verdict : Verdict.values()) {
                if (verdict.name().equals(text)) {
                    return Optional.of(verdict);
                }
            }
        }
        return Optional.empty();
    }
}
