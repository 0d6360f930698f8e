package io.pergola.schedule;

import io.pergola.model.Problem;
import io.pergola.model.RunState;
import io.pergola.model.SchedulerException;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
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

/** Groups runs into jobs and submits these. A run is told its job before the scheduler is, so that none is ever without. */
public final class Kickoff {

    private final Store store;
    private final Schedulers schedulers;
    private final NodePlans plans;
    private final KickoffText scripts;
    private final InstantSource clock;

    /** For the runs of one working directory. */
    public Kickoff(Store store, Schedulers schedulers, NodePlans plans, KickoffSettings settings, InstantSource clock) {
        this.store = store;
        this.schedulers = schedulers;
        this.plans = plans;
        this.scripts = new KickoffText(store.path(), settings);
        this.clock = clock;
    }

    /**
     * Submits runs, as few jobs as their {@code schedule} sections allow. Runs that the machine has no room for, or whose job is
     * refused, end in {@code SCHED_ERROR}; the others go on.
     *
     * @throws io.pergola.model.PluginException if a scheduler does not exist or is broken
     * @throws SchedulerException if a batch system does not say which nodes it has
     */
    public List<JobStart> start(List<PlannedRun> runs) {
        JobPlan plan = plan(runs.stream().map(PlannedRun::test).toList());
        var started = new ArrayList<JobStart>();
        plan.refused().forEach(refused -> started.add(refuse(runs.get(refused.member()), refused.problem())));
        for (PlannedJob job : plan.jobs()) {
            started.add(submit(job, job.members().stream().map(runs::get).toList()));
        }
        return started;
    }

    /** The jobs that these tests would make. */
    public JobPlan plan(List<ResolvedTest> tests) {
        return new JobPlanner(plans, tests).plan();
    }

    /** Shows a job of {@link #plan} without making anything. */
    public JobPreview preview(PlannedJob job, List<ResolvedTest> planned) {
        List<ResolvedTest> tests = job.members().stream().map(planned::get).toList();
        Path directory = store.path().resolve("jobs").resolve("JOB");
        try {
            JobRequest request = job.request(directory.resolve("sched.log"));
            List<String> header =
                    schedulers.get(job.scheduler()).header(request).lines();
            return new JobPreview(job, tests, scripts.text("JOB", directory.resolve("kickoff.log"), header), null);
        } catch (SchedulerException e) {
            return new JobPreview(job, tests, "", e);
        }
    }

    private JobStart refuse(PlannedRun run, Problem problem) {
        var why = new SchedulerException(problem.what(), problem.help().orElse(null));
        return end(List.of(run), why);
    }

    private JobStart end(List<PlannedRun> runs, SchedulerException why) {
        runs.forEach(run -> run.directory()
                .end(StateEntry.of(clock.instant(), RunState.SCHED_ERROR, String.valueOf(why.getMessage())), null));
        return new JobStart.Refused(runs, why);
    }

    private JobStart submit(PlannedJob planned, List<PlannedRun> runs) {
        Scheduler scheduler = schedulers.get(planned.scheduler());
        JobDirectory job = store.createJob(new NewJob(
                planned.name(),
                planned.scheduler(),
                runs.stream().map(PlannedRun::directory).toList(),
                extra(planned, runs)));
        try {
            JobRequest request = planned.request(job.schedulerLog());
            scripts.write(
                    job.kickoff(),
                    scripts.text(
                            job.id(),
                            job.kickoffLog(),
                            scheduler.header(request).lines()));
            // Said before the scheduler knows of the job: the pilot's own lines must come after it.
            String note = "Handed to the scheduler " + schedulers.serving(planned.scheduler()) + " as job " + job.id()
                    + planned.chunk().map(chunk -> ", " + chunk.text()).orElse("");
            store.assign(
                    runs.stream().map(PlannedRun::directory).toList(),
                    job,
                    StateEntry.of(clock.instant(), RunState.SCHEDULED, note));
            JobInfo info = scheduler.kickoff(request, job.kickoff());
            job.writeInfo(info.values());
            return new JobStart.Launched(job, runs);
        } catch (SchedulerException e) {
            return end(runs, e);
        }
    }

    private static Map<String, Value> extra(PlannedJob planned, List<PlannedRun> runs) {
        var extra = new LinkedHashMap<>(
                PilotTask.write(runs.stream().map(PilotTask::of).toList()));
        planned.chunk().ifPresent(chunk -> extra.putAll(chunk.toValues()));
        return extra;
    }
}
