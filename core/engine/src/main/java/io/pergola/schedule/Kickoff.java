package io.pergola.schedule;

import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;
import io.pergola.resolve.ResolvedTest;
import io.pergola.spi.JobRequest;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Groups runs into jobs and submits these. A run is told its job before the scheduler is, so that none is ever without. */
public final class Kickoff {

    private final Store store;
    private final Schedulers schedulers;
    private final NodePlans plans;
    private final KickoffText scripts;
    private final JobSubmitter submitter;

    /** For the runs of one working directory. */
    public Kickoff(Store store, Schedulers schedulers, NodePlans plans, KickoffSettings settings, InstantSource clock) {
        this.store = store;
        this.schedulers = schedulers;
        this.plans = plans;
        this.scripts = new KickoffText(store.path(), settings);
        this.submitter = new JobSubmitter(store, schedulers, scripts, clock);
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
        plan.batches().forEach(batch -> started.addAll(submitter.submit(batch, runs)));
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
        return submitter.end(
                List.of(run),
                new SchedulerException(problem.what(), problem.help().orElse(null)));
    }
}
