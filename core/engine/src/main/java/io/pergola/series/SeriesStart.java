package io.pergola.series;

import io.pergola.build.BuildOutcome;
import io.pergola.build.Builder;
import io.pergola.model.PergolaException;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.Backlog;
import io.pergola.schedule.JobStart;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.PlannedRun;
import io.pergola.schedule.ProcessValues;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Sharing;
import io.pergola.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts a series: its runs are created, built and handed to their schedulers, in this order. */
public final class SeriesStart {

    /** In what is noted of a run that a manager made: the uuid of its series. */
    static final String SERIES = "series_uuid";

    private final Store store;
    private final int seed;
    private final InstantSource clock;
    private final List<PlannedRun> runs = new ArrayList<>();
    private boolean rebuild;

    /**
     * In one working directory.
     *
     * @param seed where chance begins for its chunks; kept with the series
     */
    public SeriesStart(Store store, int seed, InstantSource clock) {
        this.store = store;
        this.seed = seed;
        this.clock = clock;
    }

    /** The runs that are created from now on use no build that was made before. */
    public void rebuild() {
        rebuild = true;
    }

    /**
     * Creates a run for each test, and the series that holds them.
     *
     * @param owner this process: if it dies before the runs are scheduled, they count as given up
     */
    public SeriesDirectory create(
            String name, List<ResolvedTest> tests, String user, String sysName, ProcessIdentity owner) {
        List<RunDirectory> made = createRuns(tests, new Origin(user, sysName, owner, "", ""), _ -> {});
        return store.createSeries(name, made, Map.of("seed", Value.of(seed)));
    }

    /**
     * Creates a run for each test of a set, in a series that has a plan.
     *
     * @param announce is told their numbers before any of them exists
     */
    void create(SeriesDirectory series, List<ResolvedTest> tests, Origin origin, Consumer<List<Integer>> announce) {
        store.join(series, createRuns(tests, origin, announce));
    }

    /**
     * Where runs come from.
     *
     * @param owner the process that creates them: if it dies before they are scheduled, they count as given up
     * @param series uuid of a series with a plan; empty for another
     * @param set of that series
     */
    record Origin(String user, String sysName, ProcessIdentity owner, String series, String set) {}

    private List<RunDirectory> createRuns(List<ResolvedTest> tests, Origin origin, Consumer<List<Integer>> announce) {
        Value.Entries owner = ProcessValues.write(origin.owner());
        var revision = new SuiteRevision();
        List<NewRun> wanted = tests.stream()
                .map(test -> new NewRun(
                        test.name(),
                        test.toValue(),
                        extra(test, origin, owner, revision),
                        new Sharing(test.group(), test.umask())))
                .toList();
        List<RunDirectory> made = store.createRuns(wanted, announce);
        for (int i = 0; i < made.size(); i++) {
            runs.add(new PlannedRun(made.get(i), tests.get(i)));
        }
        return made;
    }

    private Map<String, Value> extra(ResolvedTest test, Origin origin, Value owner, SuiteRevision revision) {
        var extra = new LinkedHashMap<String, Value>();
        extra.put("user", Value.of(origin.user()));
        extra.put("sys_name", Value.of(origin.sysName()));
        if (!origin.series().isEmpty()) {
            extra.put(SERIES, Value.of(origin.series()));
            extra.put("set", Value.of(origin.set()));
        }
        extra.put("scheduler", Value.of(test.scheduler()));
        String commit = revision.of(test.suitePath());
        if (!commit.isEmpty()) {
            extra.put("revision", Value.of(commit));
        }
        if (rebuild) {
            extra.put(Builder.REBUILD, Value.of(true));
        }
        extra.put(ProcessValues.OWNER, owner);
        return extra;
    }

    /**
     * Builds what has to be built before the job, in so many threads. A run without its build ends. If this process is told to
     * end meanwhile, all runs are given up and the build scripts are ended.
     *
     * @param builder made only if there is something to build
     * @throws InterruptedException if interrupted; what was not built by then is given up
     */
    public void build(Supplier<Builder> builder, int threads, SeriesProgress progress) throws InterruptedException {
        List<PlannedRun> toBuild = runs.stream()
                .filter(run -> Builder.needed(run.test()) && !run.test().build().onNodes())
                .toList();
        if (toBuild.isEmpty()) {
            return;
        }
        Builder shared = builder.get();
        var lock = new Object();
        var done = new int[1];
        try (var _ = new BeforeTheEnd(() -> giveUp(shared, lock));
                ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, toBuild.size()))) {
            List<Future<?>> futures = new ArrayList<>();
            for (PlannedRun run : toBuild) {
                futures.add(pool.submit(() -> {
                    BuildOutcome outcome = shared.build(run.directory(), run.test());
                    synchronized (lock) {
                        done[0]++;
                        ended(run, outcome);
                        progress.built(run.directory(), outcome, done[0], toBuild.size());
                    }
                    return null;
                }));
            }
            await(futures);
        }
    }

    private void giveUp(Builder builder, Object lock) {
        synchronized (lock) {
            giveUp("The command that was building for this run was told to end");
        }
        try {
            builder.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(List<Future<?>> futures) throws InterruptedException {
        try {
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupt) {
                throw interrupt;
            }
            if (e.getCause() instanceof PergolaException failure) {
                throw failure;
            }
            throw new IllegalStateException("A build threw what it must not", e);
        }
    }

    private void ended(PlannedRun run, BuildOutcome outcome) {
        if (outcome instanceof BuildOutcome.Failed(RunState state, String why)) {
            run.directory().end(StateEntry.of(clock.instant(), state, why), null);
            runs.remove(run);
        }
    }

    /** Hands over the runs that have their builds. */
    public List<JobStart> kickoff(Kickoff kickoff) {
        return kickoff.start(List.copyOf(runs));
    }

    /** The same, no more of them at once than the limits allow; who stays with the others is up to the caller. */
    public List<JobStart> handOver(Handover handover, Backlog.Limits limits) {
        return handover.begin(List.copyOf(runs), limits);
    }

    /** Ends all runs that have their builds, as nobody wants more of them. */
    public void endBuilt() {
        runs.forEach(run -> run.directory()
                .end(
                        StateEntry.of(
                                clock.instant(),
                                RunState.BUILD_DONE,
                                "The build is in place, and nothing else was asked for"),
                        null));
    }

    /** Ends all runs that were not handed over; for a user who changed his mind. */
    public void giveUp(String why) {
        runs.forEach(run -> run.directory().end(StateEntry.of(clock.instant(), RunState.CANCELLED, why), null));
    }

    /** The runs that were created and have not failed since. */
    public List<RunDirectory> directories() {
        return runs.stream().map(PlannedRun::directory).toList();
    }
}
