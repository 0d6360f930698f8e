package io.pergola.schedule;

import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;
import io.pergola.resolve.ResolvedTest;
import io.pergola.spi.JobRequest;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Groups runs into jobs and submits these. A run is told its job before the scheduler is, so that none is ever without. */
public final class Kickoff {

    private static final System.Logger LOG = System.getLogger(Kickoff.class.getName());

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
        started.addAll(submit(new FreeFirst(plans.machines()).order(plan.jobs()), runs::get));
        return started;
    }

    private List<JobStart> submit(List<PlannedJob> jobs, IntFunction<PlannedRun> runs) {
        List<List<PlannedJob>> pieces = JobPlan.batches(jobs).stream()
                .flatMap(equal -> submitter.pieces(equal).stream())
                .toList();
        return SideBySide.map(pieces, piece -> submitter.submit(piece, runs)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * What came of a step.
     *
     * @param rest what is still to be handed over
     * @param starts what came of those that were
     */
    public record Step(Backlog rest, List<JobStart> starts) {

        /** Copies the list. */
        public Step {
            starts = List.copyOf(starts);
        }
    }

    /** Plans as {@link #start} does, and submits nothing yet; runs that cannot be planned have ended. */
    public Step prepare(List<PlannedRun> runs, Backlog.Limits limits) {
        JobPlan plan = plan(runs.stream().map(PlannedRun::test).toList());
        List<JobStart> refused = plan.refused().stream()
                .map(each -> refuse(runs.get(each.member()), each.problem()))
                .toList();
        List<Integer> numbers =
                runs.stream().map(run -> run.directory().id().number()).toList();
        return new Step(new Backlog(numbers, plan.jobs(), limits), refused);
    }

    /**
     * Submits some of the jobs that wait, those first whose nodes are free. Runs that have ended meanwhile, or were given a job by
     * somebody, are passed over.
     *
     * @param room so many jobs at most
     * @throws io.pergola.model.PluginException if a scheduler does not exist or is broken
     */
    public Step submit(Backlog backlog, int room) {
        var waiting = new HashMap<Integer, PlannedRun>();
        var seen = new ArrayList<PlannedJob>();
        var now = new ArrayList<PlannedJob>();
        for (PlannedJob job : new FreeFirst(plans.machines()).order(backlog.jobs())) {
            if (now.size() == room) {
                break;
            }
            seen.add(job);
            List<Integer> members = job.members().stream()
                    .filter(member -> waits(backlog.runs().get(member), member, waiting))
                    .toList();
            if (!members.isEmpty()) {
                now.add(job.with(members));
            }
        }
        return new Step(backlog.without(seen), submit(now, waiting::get));
    }

    private boolean waits(int number, int member, Map<Integer, PlannedRun> waiting) {
        Optional<RunDirectory> run = store.run(number)
                .filter(found -> !found.hasEnded() && found.jobId().isEmpty());
        Optional<String> objection = run.flatMap(RunDirectory::objection);
        if (objection.isPresent()) {
            LOG.log(System.Logger.Level.WARNING, "Run " + number + " is not handed over: " + objection.get());
            return false;
        }
        run.ifPresent(found -> waiting.put(member, new PlannedRun(found, ResolvedTest.fromValue(found.test()))));
        return run.isPresent();
    }

    /** The jobs that these tests would make. */
    public JobPlan plan(List<ResolvedTest> tests) {
        return new JobPlanner(plans, tests).plan();
    }

    /** In how many submissions the jobs of a plan would go: equal ones go together where their batch system can. */
    public int submissions(JobPlan plan) {
        return JobPlan.batches(plan.jobs()).stream()
                .mapToInt(equal -> submitter.pieces(equal).size())
                .sum();
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
