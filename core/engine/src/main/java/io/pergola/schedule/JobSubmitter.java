package io.pergola.schedule;

import io.pergola.model.RunState;
import io.pergola.model.SchedulerException;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewJob;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Hands jobs to batch systems, each with a directory of its own; those that ask for the same in one submission where it can be. */
final class JobSubmitter {

    private final Store store;
    private final Schedulers schedulers;
    private final KickoffText scripts;
    private final InstantSource clock;

    JobSubmitter(Store store, Schedulers schedulers, KickoffText scripts, InstantSource clock) {
        this.store = store;
        this.schedulers = schedulers;
        this.scripts = scripts;
        this.clock = clock;
    }

    /** Jobs that ask for the same, in pieces that each go in one submission. */
    List<List<PlannedJob>> pieces(List<PlannedJob> equal) {
        int most = Math.max(1, most(schedulers.get(equal.getFirst().scheduler()), equal));
        int pieces = (equal.size() + most - 1) / most;
        return IntStream.range(0, pieces)
                .mapToObj(i -> equal.subList(equal.size() * i / pieces, equal.size() * (i + 1) / pieces))
                .toList();
    }

    /**
     * Submits one of the {@link #pieces}. May be called by several threads at once.
     *
     * @param runs the runs by their places in the list that was planned
     */
    List<JobStart> submit(List<PlannedJob> piece, IntFunction<PlannedRun> runs) {
        PlannedJob first = piece.getFirst();
        Scheduler scheduler = schedulers.get(first.scheduler());
        return piece.size() == 1
                ? List.of(single(scheduler, first, members(first, runs)))
                : together(scheduler, piece, runs);
    }

    private int most(Scheduler scheduler, List<PlannedJob> equal) {
        return equal.size() < 2 ? 1 : largest(scheduler, equal.getFirst());
    }

    private int largest(Scheduler scheduler, PlannedJob job) {
        try {
            JobRequest request =
                    job.request(store.path().resolve("jobs").resolve("1").resolve("sched.log"));
            return scheduler.arrays().map(arrays -> arrays.largest(request)).orElse(1);
        } catch (SchedulerException e) {
            // Whatever is amiss, the submission will say it.
            return 1;
        }
    }

    private static List<PlannedRun> members(PlannedJob job, IntFunction<PlannedRun> runs) {
        return job.members().stream().map(runs::apply).toList();
    }

    private JobStart single(Scheduler scheduler, PlannedJob planned, List<PlannedRun> runs) {
        schedulers.awaitTurn(planned.scheduler());
        JobDirectory job = store.createJob(newJob(planned, runs));
        var entry = new Entry(planned, job, runs);
        try {
            Path log = job.schedulerLog();
            write(entry, scheduler.header(planned.request(log)).lines());
            record(entry);
            return kickoff(scheduler, entry);
        } catch (SchedulerException e) {
            return end(runs, e);
        }
    }

    /** A job that has its directory. */
    record Entry(PlannedJob planned, JobDirectory job, List<PlannedRun> runs) {}

    private List<JobStart> together(Scheduler scheduler, List<PlannedJob> some, IntFunction<PlannedRun> runs) {
        schedulers.awaitTurn(some.getFirst().scheduler());
        String name = JobName.of(some);
        List<PlannedJob> named = some.stream().map(job -> job.named(name)).toList();
        var made = store.createJobs(
                named.stream().map(job -> newJob(job, members(job, runs))).toList());
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < named.size(); i++) {
            entries.add(new Entry(named.get(i), made.jobs().get(i), members(named.get(i), runs)));
        }
        var array = new ArraySubmission(this, scheduler, made.head(), entries);
        try {
            List<String> header = scheduler
                    .header(named.getFirst().request(made.jobs().getFirst().schedulerLog()))
                    .lines();
            array.write(scripts, header);
            entries.forEach(entry -> {
                write(entry, header);
                record(entry);
            });
        } catch (SchedulerException e) {
            return entries.stream().map(entry -> end(entry.runs(), e)).toList();
        }
        return array.submit();
    }

    private NewJob newJob(PlannedJob planned, List<PlannedRun> runs) {
        return new NewJob(
                planned.name(),
                planned.scheduler(),
                runs.stream().map(PlannedRun::directory).toList(),
                extra(planned, runs));
    }

    private Map<String, Value> extra(PlannedJob planned, List<PlannedRun> runs) {
        var tasks = new ArrayList<PilotTask>();
        for (int at = 0; at < runs.size(); at++) {
            NodeShare share = planned.shares().get(planned.members().get(at));
            tasks.add(PilotTask.of(runs.get(at), Optional.ofNullable(share)));
        }
        var extra = new LinkedHashMap<>(PilotTask.write(tasks));
        extra.put(ProcessValues.OWNER, ProcessValues.write(scripts.self()));
        planned.chunk().ifPresent(chunk -> extra.putAll(chunk.toValues()));
        return extra;
    }

    private void write(Entry entry, List<String> header) {
        JobDirectory job = entry.job();
        scripts.write(job.kickoff(), scripts.text(job.id(), job.kickoffLog(), header));
    }

    /** Said before the scheduler knows of the job: the pilot's own lines must come after it. */
    private void record(Entry entry) {
        String note = "Handed to the scheduler "
                + entry.planned().scheduler() + " as job "
                + entry.job().id()
                + entry.planned().chunk().map(chunk -> ", " + chunk.text()).orElse("");
        store.assign(
                entry.runs().stream().map(PlannedRun::directory).toList(),
                entry.job(),
                StateEntry.of(clock.instant(), RunState.SCHEDULED, note));
    }

    /** Waits until the next submission to this scheduler may be made. */
    void awaitTurn(PlannedJob planned) {
        schedulers.awaitTurn(planned.scheduler());
    }

    JobStart kickoff(Scheduler scheduler, Entry entry) {
        JobDirectory job = entry.job();
        return launched(entry, scheduler.kickoff(entry.planned().request(job.schedulerLog()), job.kickoff()));
    }

    static JobStart launched(Entry entry, JobInfo info) {
        entry.job().writeInfo(info.values());
        return new JobStart.Launched(entry.job(), entry.runs());
    }

    /** Ends runs that no job will carry. */
    JobStart end(List<PlannedRun> runs, SchedulerException why) {
        runs.forEach(run -> run.directory()
                .end(StateEntry.of(clock.instant(), RunState.SCHED_ERROR, String.valueOf(why.getMessage())), null));
        return new JobStart.Refused(runs, why);
    }
}
