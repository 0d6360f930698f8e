package io.pergola.run;

import io.pergola.exec.HostCores;
import io.pergola.exec.SteadyClock;
import io.pergola.model.StoreException;
import io.pergola.pilot.Action;
import io.pergola.pilot.Ending;
import io.pergola.pilot.Event;
import io.pergola.pilot.Kernel;
import io.pergola.policy.HeldJob;
import io.pergola.schedule.Cancellation;
import io.pergola.store.JobCancel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries events to the kernel and its actions out into the world. One thread owns the kernel; each running test has a thread
 * that waits for its process.
 */
final class PilotLoop {

    private static final System.Logger LOG = System.getLogger(PilotLoop.class.getName());

    /** How often the job's directory is asked for wishes to cancel. */
    private static final Duration REQUESTS = Duration.ofMillis(500);

    /** How long the job's directory must be away to count as removed: file servers have their moments. */
    private static final Duration LOST = Duration.ofSeconds(2);

    private final PilotSetup setup;
    /** A time limit ends nobody because a clock was set. */
    private final InstantSource clock;

    private final HostCores cores;
    private final Kernel kernel;
    private final RunTasks tasks;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Ending> held = new HashMap<>();
    private @Nullable Instant wake;
    private @Nullable Instant askAgain;
    private @Nullable Instant lost;
    private int wanted;
    private boolean done;

    PilotLoop(PilotSetup setup, Kernel kernel, RunTasks tasks) {
        this.setup = setup;
        this.clock = new SteadyClock(setup.clock());
        this.cores = setup.cores();
        this.kernel = kernel;
        this.tasks = tasks;
    }

    void run(Event first) {
        try {
            handle(first);
            Instant nextLook = now();
            Instant nextBeat = now();
            while (!done) {
                Event event = next(nextLook);
                if (event != null) {
                    handle(event);
                }
                if (!now().isBefore(nextLook)) {
                    readRequests();
                    lookForJob();
                    nextLook = now().plus(REQUESTS);
                }
                if (!now().isBefore(nextBeat)) {
                    beat();
                    nextBeat = now().plus(Presence.BEAT);
                }
                timers();
            }
            // Results of a run may take their time; there is no reason to give up on them.
            workers.close();
            setup.job().dropRequests();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cores.close();
            ended.countDown();
        }
    }

    private void beat() {
        if (!setup.presence().beat()) {
            handle(new Event.CancelRequested(null, "Another pilot took over this job"));
        }
    }

    /** On SIGTERM: ends all that runs, and waits until that is recorded. Called by another thread. */
    void terminate() {
        setup.presence().told();
        events.add(new Event.CancelRequested(null, "the job was told to end"));
        try {
            ended.await();
            setup.presence().left();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private @Nullable Event next(Instant nextLook) throws InterruptedException {
        Instant until = earliest(earliest(nextLook, wake), askAgain);
        long millis = Math.max(0, Duration.between(now(), until).toMillis());
        return events.poll(millis, TimeUnit.MILLISECONDS);
    }

    private static Instant earliest(Instant time, @Nullable Instant other) {
        return other != null && other.isBefore(time) ? other : time;
    }

    private void timers() {
        if (wake != null && !now().isBefore(wake)) {
            wake = null;
            handle(new Event.Tick());
        }
        if (askAgain != null && !now().isBefore(askAgain)) {
            askCores(wanted).ifPresent(this::handle);
        }
    }

    private void handle(Event first) {
        var pending = new ArrayDeque<Event>();
        pending.add(first);
        while (!pending.isEmpty()) {
            Event event = pending.remove();
            if (event instanceof Event.Exited || event instanceof Event.StartFailed) {
                act(kernel.handle(new Event.CoresWithdrawn(cores.excess()), now()), pending);
            } else if (event instanceof Event.CancelRequested(@Nullable String id, String _)) {
                tasks.cancel(id);
            } else if (event instanceof Event.Retry(String id, Duration _)) {
                tasks.renew(id);
            }
            act(kernel.handle(event, now()), pending);
        }
    }

    private void act(List<Action> actions, ArrayDeque<Event> pending) {
        for (Action action : actions) {
            switch (action) {
                case Action.Start start -> start(start, pending);
                case Action.AskCores(int more) -> askCores(more).ifPresent(pending::add);
                case Action.ReturnCore(int core) -> cores.giveBack(core);
                case Action.CheckOutput(String id) ->
                    tasks.get(id).ifPresent(task -> pending.add(new Event.OutputSeen(id, now().minus(task.quiet()))));
                case Action.SignalGroup(String id, Action.Stop stop) ->
                    tasks.get(id).ifPresent(task -> task.signal(stop));
                case Action.Judge(String id, Ending how) ->
                    tasks.get(id)
                            .ifPresentOrElse(task -> task.finish(how), () -> pending.add(new Event.Settled(id, false)));
                case Action.Held(String id, HeldJob.Cause _, String why) -> {
                    // Nobody will let it go: a job does not wait for what its site does not have.
                    held.put(id, new Ending.Refused("it " + why));
                    pending.add(new Event.CancelRequested(id, why));
                }
                case Action.Note(String text) -> LOG.log(System.Logger.Level.WARNING, text);
                case Action.Finished finished -> finish(finished);
                case Action.WakeAt(Instant time) -> wake = time;
                case Action.AllDone() -> done = true;
            }
        }
    }

    private void start(Action.Start start, ArrayDeque<Event> pending) {
        String id = start.task().id();
        tasks.get(id)
                .ifPresentOrElse(
                        task -> {
                            boolean tried = tasks.wasTried(id);
                            workers.execute(() -> task.run(start, tried, events::add));
                        },
                        () -> pending.add(new Event.StartFailed(id, "there is nothing left to run")));
    }

    private void finish(Action.Finished finished) {
        Ending how = Objects.requireNonNullElse(held.remove(finished.id()), finished.how());
        tasks.get(finished.id()).ifPresent(task -> {
            if (!task.finish(how)) {
                workers.execute(() -> task.endUnstarted(how));
            }
        });
        tasks.drop(finished.id());
    }

    private Optional<Event> askCores(int more) {
        wanted = more;
        List<Integer> got = cores.take(more);
        askAgain = more > 0 && got.isEmpty() ? now().plus(HostCores.RETRY) : null;
        if (got.isEmpty()) {
            return Optional.empty();
        }
        wanted = 0;
        return Optional.of(new Event.CoresOffered(got));
    }

    /** A job that nobody can find by its directory, nor cancel, does not go on. */
    private void lookForJob() {
        if (!setup.job().isGone()) {
            lost = null;
        } else if (lost == null) {
            lost = now();
        } else if (now().isAfter(lost.plus(LOST))) {
            lost = Instant.MAX.minus(LOST);
            handle(new Event.CancelRequested(null, "The directory of its job was removed"));
        }
    }

    private void readRequests() {
        try {
            for (JobCancel cancel : setup.job().cancelRequests()) {
                cancel.runs().stream()
                        .map(String::valueOf)
                        .filter(tasks::contains)
                        .forEach(id -> handle(new Event.CancelRequested(id, Cancellation.words(cancel.request()))));
                setup.job().dropRequest(cancel);
            }
        } catch (StoreException e) {
            // The directory cannot be read just now; what runs goes on, and the next look may succeed.
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
    }
}
