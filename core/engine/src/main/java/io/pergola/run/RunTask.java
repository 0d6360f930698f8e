package io.pergola.run;

import io.pergola.build.Builder;
import io.pergola.exec.Exit;
import io.pergola.exec.Leftovers;
import io.pergola.exec.MarkedProcesses;
import io.pergola.exec.MemoryKills;
import io.pergola.exec.OutputWatch;
import io.pergola.exec.RunningProcess;
import io.pergola.exec.Signal;
import io.pergola.exec.SpawnException;
import io.pergola.exec.SpawnRequest;
import io.pergola.exec.Spawner;
import io.pergola.exec.Strays;
import io.pergola.model.PergolaException;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.pilot.Action;
import io.pergola.pilot.Ending;
import io.pergola.pilot.Event;
import io.pergola.resolve.ResolvedTest;
import io.pergola.script.Shebang;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One test run inside the pilot, from its script to its end. {@link #run} has a thread of its own. */
final class RunTask {

    private static final System.Logger LOG = System.getLogger(RunTask.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final PilotSetup setup;
    private final Function<Action.Start, RunPlace> places;
    private final Spawner spawner;
    private final Strays strays;
    private final JobEvents events;
    private final RunDirectory directory;
    private final AllocationBuild build;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private volatile boolean begun;
    private volatile @Nullable RunningProcess process;
    private volatile Instant started = Instant.EPOCH;
    private volatile @Nullable Path named;
    private volatile @Nullable OutputWatch output;
    private volatile @Nullable Path printed;
    private volatile boolean stopped;

    RunTask(
            PilotSetup setup,
            Function<Action.Start, RunPlace> places,
            Spawner spawner,
            Strays strays,
            JobEvents events,
            RunDirectory directory) {
        this.setup = setup;
        this.places = places;
        this.spawner = spawner;
        this.strays = strays;
        this.events = events;
        this.directory = directory;
        this.build = new AllocationBuild(setup.builder(), directory);
    }

    private String id() {
        return Pilot.id(directory);
    }

    private Instant now() {
        return setup.clock().instant();
    }

    /** The kernel's word on how it ended; false if the run was never begun, so that nobody waits for that word. */
    boolean finish(Ending how) {
        ending.complete(how);
        return begun;
    }

    void signal(Action.Stop stop) {
        stopped = true;
        RunningProcess running = process;
        if (running != null) {
            running.signalGroup(stop == Action.Stop.TERM ? Signal.TERM : Signal.KILL);
        }
    }

    /** For how long the log has not changed, or the file that the test names instead, once it is there. */
    Duration quiet() {
        OutputWatch watch = output;
        return watch == null ? Duration.ZERO : watch.quiet(watched());
    }

    private Path watched() {
        Path instead = named;
        return instead != null && Files.exists(instead) ? instead : Objects.requireNonNull(printed);
    }

    /**
     * Prepares, runs and judges; tells the loop what happens.
     *
     * @param tried whether this pilot tried this run before
     */
    void run(Action.Start start, boolean tried, Consumer<Event> sink) {
        begun = true;
        Optional<Duration> again = attempt(places.apply(start), tried, sink);
        if (start.task().judged()) {
            sink.accept(again.<Event>map(delay -> new Event.Retry(id(), delay))
                    .orElseGet(() -> new Event.Settled(id(), true)));
        }
    }

    private Optional<Duration> attempt(RunPlace place, boolean tried, Consumer<Event> sink) {
        try (var log = new RunLog(directory, events, setup.clock());
                Strays.Owner owner = strays.expect(directory.uuid(), directory.path())) {
            ResolvedTest test = prepare(place, tried, log);
            var memory = new MemoryKills();
            Exit exit = runScript(test, place, log, owner, sink);
            Instant finished = now();
            tidy(owner, log);
            tellKills(memory, log);
            sink.accept(new Event.Exited(id(), exit.code(), exit.signal()));
            return new RunVerdict(setup, place, directory, log).conclude(test, ending.join(), exit, started, finished);
        } catch (AllocationBuild.Failure e) {
            failed(StateEntry.of(now(), e.outcome().state(), e.outcome().why()), sink);
        } catch (PergolaException | SpawnException | IOException e) {
            failed(error(String.valueOf(e.getMessage())), sink);
        } catch (InterruptedException e) {
            failed(error("The pilot was interrupted"), sink);
        } catch (RuntimeException | StackOverflowError e) {
            // A mistake of ours must not leave the loop waiting for this run's end.
            LOG.log(System.Logger.Level.ERROR, "Run " + id(), e);
            failed(error("Pergola itself failed: " + e), sink);
        }
        return Optional.empty();
    }

    private StateEntry error(String why) {
        return StateEntry.of(now(), RunState.RUN_ERROR, why);
    }

    private void failed(StateEntry last, Consumer<Event> sink) {
        if (!ending.isDone()) {
            // Before its start: the loop still counts on it. After that, its process has been told of already.
            sink.accept(process == null ? new Event.StartFailed(id(), last.note()) : new Event.Exited(id(), -1, 0));
        }
        if (ending.join() instanceof Ending.Cancelled(String why, boolean _) && process == null) {
            endUnstarted(new Ending.Cancelled(why, false));
        } else {
            end(last);
        }
    }

    private ResolvedTest prepare(RunPlace place, boolean tried, RunLog log) throws IOException, InterruptedException {
        if (!tried && Sweep.began(directory)) {
            log.state(RunState.INFO, "The job was started again, and this test with it, from its beginning");
        }
        refuseForeign();
        ResolvedTest test = ResolvedTest.fromValue(directory.test());
        build.make(test);
        if (test.deferred()) {
            test = test.complete(place.variables(test), setup.functions());
            log.state(RunState.FINALIZED, "What only the allocation knows was filled in");
        }
        place.note();
        if (test.run().retries().most() > 0) {
            new KeptAttempts(directory).renew(test.build().copyFiles());
        }
        Files.createDirectories(directory.buildDir());
        place.write();
        RunFiles.write(test, directory, setup.program(), place);
        if (!test.run().templates().isEmpty()) {
            RunFiles.fill(
                    test,
                    directory,
                    setup.sources().apply(test),
                    test.templates(place.variables(test), setup.functions()));
        }
        Builder.share(directory);
        refuseForeign();
        return test;
    }

    private void refuseForeign() throws IOException {
        Optional<String> objection = directory.objection();
        if (objection.isPresent()) {
            throw new IOException("Not run: " + objection.get());
        }
    }

    /** Somebody wants it to end: a build that goes on is ended, what runs the kernel sees to. */
    void cancel() {
        build.cancel();
    }

    /** Runs the script; before that to warm up, as often as the test wants and nobody ends it. */
    private Exit runScript(ResolvedTest test, RunPlace place, RunLog log, Strays.Owner owner, Consumer<Event> sink)
            throws SpawnException, IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(setup.environment());
        environment.put(MarkedProcesses.RUN, directory.uuid());
        int warmups = test.run().warmup();
        for (int number = 1; number <= warmups; number++) {
            log.state(RunState.WARMUP, "Warm-up " + number + " of " + warmups);
            environment.put("PERGOLA_WARMUP", Integer.toString(number));
            Exit exit = await(start(test, place, environment, directory.warmupLog(number)), owner, sink);
            if (stopped) {
                return exit;
            }
            tidy(owner, log);
            if (!exit.ok()) {
                log.state(RunState.WARNING, "Warm-up " + number + " ended with " + exit.words());
            }
        }
        environment.remove("PERGOLA_WARMUP");
        log.state(RunState.RUNNING, "Starting the run script");
        return await(start(test, place, environment, directory.log()), owner, sink);
    }

    private Exit await(RunningProcess running, Strays.Owner owner, Consumer<Event> sink) {
        owner.started(running);
        process = running;
        if (stopped) {
            // Between two scripts there was none to tell.
            running.signalGroup(Signal.TERM);
        }
        sink.accept(new Event.Started(id()));
        return running.await();
    }

    /** What a script finds in its environment though its node knows nothing of it. */
    private static Map<String, String> marks(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(each -> each.getKey().startsWith("PERGOLA_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private RunningProcess start(ResolvedTest test, RunPlace place, Map<String, String> environment, Path log)
            throws SpawnException, IOException {
        directory.prepare(log);
        started = now();
        RunningProcess running = spawner.start(new SpawnRequest(
                place.command(
                        Shebang.command(
                                test.shebang(),
                                directory.runScript(),
                                List.of(directory.id().toString())),
                        directory.buildDir(),
                        marks(environment)),
                environment,
                directory.buildDir(),
                log,
                false));
        printed = log;
        named = test.run().timeoutFile().map(directory.buildDir()::resolve).orElse(null);
        output = new OutputWatch(setup.clock(), watched());
        return running;
    }

    /** Ends what the test left running, in its group or anywhere else. */
    private void tidy(Strays.Owner owner, RunLog log) throws InterruptedException {
        Set<ProcessIdentity> left =
                new Leftovers(strays).end(Objects.requireNonNull(process), owner, directory.uuid(), GRACE);
        if (!left.isEmpty()) {
            log.state(RunState.INFO, left.size() + " processes that the test left running were ended");
        }
    }

    /** Where other tests of the job run at the same time, it may have been one of theirs. */
    private static void tellKills(MemoryKills memory, RunLog log) {
        long kills = memory.since();
        if (kills > 0) {
            log.state(
                    RunState.INFO,
                    "Meanwhile the system killed " + kills + " of the job's processes for want of memory");
        }
    }

    /** Ends a run that the kernel never let start. */
    void endUnstarted(Ending how) {
        switch (how) {
            case Ending.Cancelled(String why, boolean _) -> {
                if (!RunVerdict.isLeft(setup, directory)) {
                    end(RunVerdict.cancelled(directory, why, setup.clock()));
                }
            }
            case Ending.Refused refused ->
                end(StateEntry.of(now(), RunState.RUN_ERROR, "It can never run here: " + refused.why()));
            default -> throw new IllegalStateException("A run that never started cannot end so: " + how);
        }
    }

    private void end(StateEntry last) {
        try {
            if (directory.end(last, null)) {
                events.ended(directory.id().number(), last, null);
            }
        } catch (PergolaException e) {
            // A full disk, most likely: the run stays unfinished on disk, and whoever looks next is told so.
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
        }
    }
}
