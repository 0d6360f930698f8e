package io.pergola.tasks;

import io.pergola.exec.Exit;
import io.pergola.model.StoreException;
import io.pergola.pilot.Action;
import io.pergola.pilot.Ending;
import io.pergola.pilot.Event;
import io.pergola.pilot.Kernel;
import io.pergola.pilot.Task;
import io.pergola.spi.ProcessIdentity;
import io.pergola.tasks.PilotView.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries events to the kernel and its actions out into the world. All but {@link #post} is done by one thread at a time, of those that
 * leave word in the inbox.
 */
final class TaskLoop implements Inbox.Owner {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHOW = Duration.ofMillis(500);
    private static final String STOPPED = "the pilot was told to end";
    private static final String LATE = "it could not end before the allocation does";

    private final PilotPlan plan;
    private final PilotView view;
    private final Kernel kernel;
    private final StoreWriter writer;
    private final TaskRunner runner;
    private final CallbackDesk callbacks;
    private final Tally tally;
    private final Lateness lateness;
    private final TaskBook book;
    private final Map<String, LiveTask> live = new HashMap<>();
    private final Inbox inbox = new Inbox(this);
    private @Nullable Instant wake;
    private @Nullable Instant stopAt;
    private Instant show;
    private boolean done;
    private boolean interrupted;
    private @Nullable StoreException trouble;

    TaskLoop(PilotPlan plan, PilotView view, Kernel kernel, TaskStore store, TaskBook book, Tally tally) {
        this.plan = plan;
        this.view = view;
        this.kernel = kernel;
        this.book = book;
        this.tally = tally;
        this.writer = new StoreWriter(store, this::post, e -> post(() -> failed(e)));
        this.runner = new TaskRunner(plan, store.uuid());
        this.lateness = new Lateness(plan.until());
        this.callbacks = new CallbackDesk(plan, this);
        this.show = now();
    }

    /** Leaves word, from any thread. */
    void post(Runnable message) {
        inbox.post(message);
    }

    private Instant now() {
        return plan.clock().instant();
    }

    PilotView view() {
        return view;
    }

    TaskBook book() {
        return book;
    }

    StoreWriter writer() {
        return writer;
    }

    Tally tally() {
        return tally;
    }

    CallbackDesk callbacks() {
        return callbacks;
    }

    boolean stopping() {
        return stopAt != null;
    }

    /** Until nothing is left to do, or it was told to end and nothing runs any more. */
    PilotSummary run() throws InterruptedException {
        try {
            inbox.open();
            inbox.act();
            timers();
            while (!over()) {
                inbox.sleep();
                inbox.act();
                timers();
            }
        } finally {
            inbox.close();
            callbacks.close();
            writer.close();
            runner.close();
        }
        if (trouble != null) {
            throw trouble;
        }
        return tally.summary(now(), interrupted);
    }

    private boolean over() {
        if (!done || !inbox.isEmpty()) {
            return false;
        }
        return stopping() || (callbacks.idle() && !plan.stay());
    }

    /** None once all is over. */
    @Override
    public Duration patience() {
        Duration patience = over() ? Duration.ZERO : LONG;
        for (@Nullable Instant time : new @Nullable Instant[] {wake, nextStop(), lateness.next(), show}) {
            if (time != null) {
                Duration left = Duration.between(now(), time);
                patience = left.compareTo(patience) < 0 ? left : patience;
            }
        }
        return patience.isNegative() ? Duration.ZERO : patience;
    }

    /** When what runs is ended, or the allocation is near enough to its end to stop. */
    private @Nullable Instant nextStop() {
        Instant until = plan.until();
        return stopping()
                ? (tally.running().isEmpty() ? null : stopAt)
                : until == null ? null : until.minus(plan.drain());
    }

    private void timers() {
        Instant now = now();
        Instant until = plan.until();
        if (!stopping() && until != null && !now.isBefore(until.minus(plan.drain()))) {
            view.line(Level.WARNING, "The allocation ends; nothing more is started");
            stop(Duration.ZERO);
        }
        if (stopping() && !now.isBefore(Objects.requireNonNull(stopAt))) {
            // Not again before the graces are over: the kernel sees to those.
            stopAt = now.plus(LONG);
            List.copyOf(tally.running()).forEach(id -> handle(new Event.CancelRequested(id, STOPPED)));
        }
        lateness.takeLate(now).forEach(id -> handle(new Event.CancelRequested(id, LATE)));
        if (wake != null && !now.isBefore(wake)) {
            wake = null;
            handle(new Event.Tick());
        }
        if (!now.isBefore(show)) {
            view.status(tally.status(now));
            show = now.plus(SHOW);
        }
    }

    /** Nothing is started any more; what runs may go on for the time that the plan gives. A second call gives it none. */
    void stop() {
        if (stopping()) {
            stopAt = now();
        } else {
            view.line(
                    Level.WARNING,
                    "Told to end: nothing more is started, what runs has " + TaskResult.seconds(plan.drain()) + "s");
            stop(plan.drain());
        }
    }

    private void stop(Duration drain) {
        interrupted = true;
        stopAt = now().plus(drain);
        handle(new Event.Drain());
    }

    private void failed(StoreException e) {
        if (trouble == null) {
            trouble = e;
            view.line(Level.ERROR, String.valueOf(e.getMessage()));
            // What ran is run again by the next pilot, as far as it was not stored.
            tally.running().forEach(id -> task(id).signal(Action.Stop.KILL));
            stop(Duration.ZERO);
            done = true;
        }
    }

    /** Tasks that the database has, with the attempts that they had. */
    void submit(List<StoredTask> stored) {
        var tasks = new ArrayList<Task>();
        Set<String> late = lateness.late(stored.stream().map(StoredTask::spec).toList(), now());
        tally.add(TaskState.PENDING, late.size());
        for (StoredTask each : stored) {
            TaskSpec spec = each.spec();
            if (late.contains(spec.id())) {
                continue;
            }
            live.put(spec.id(), new LiveTask(spec, each.attempts()));
            book.awaits(spec);
            tally.add(TaskState.PENDING, 1);
            @Nullable String obstacle = book.obstacle(spec);
            if (obstacle == null) {
                lateness.waits(spec);
                tasks.add(task(spec.id()).kernelTask(plan.maxWorkers(), book::endedWell));
            } else {
                held(spec.id(), obstacle);
            }
        }
        done = tasks.isEmpty() && done;
        handle(new Event.Submitted(tasks));
    }

    private LiveTask task(String id) {
        return Objects.requireNonNull(live.get(id), id);
    }

    void handle(Event first) {
        var events = new ArrayDeque<Event>();
        events.add(first);
        while (!events.isEmpty()) {
            for (Action action : kernel.handle(events.remove(), now())) {
                act(action, events);
            }
        }
    }

    private void act(Action action, ArrayDeque<Event> events) {
        switch (action) {
            case Action.Start start -> start(start);
            case Action.Judge(String id, Ending how) -> judge(id, how, events);
            case Action.Finished(String id, Ending how) -> finished(id, how);
            case Action.Held(String id, var _, String why) -> held(id, why);
            case Action.Note(String text) -> view.line(Level.WARNING, text);
            case Action.SignalGroup(String id, Action.Stop stop) -> task(id).signal(stop);
            case Action.WakeAt(Instant time) -> wake = time;
            case Action.AllDone() -> done = true;
            case Action.CheckOutput _, Action.AskCores _, Action.ReturnCore _ ->
                throw new IllegalStateException("Nothing here calls for " + action);
        }
    }

    private void start(Action.Start start) {
        String id = start.task().id();
        LiveTask task = task(id);
        done = false;
        lateness.started(task.spec());
        task.begin(start.placement());
        int free = tally.started(task);
        view.line(Level.INFO, PilotLines.started(id, task.cores(), free, tally.cores()));
        runner.start(task, start.placement(), new Attempt(task));
    }

    /** What an attempt's thread says is done by the loop's. */
    private final class Attempt implements TaskRunner.Listener {

        private final LiveTask task;
        private final String id;

        Attempt(LiveTask task) {
            this.task = task;
            this.id = task.spec().id();
        }

        @Override
        public void started(ProcessIdentity process) {
            int attempts = task.attempts();
            writer.write(store -> store.started(id, attempts, process));
            Runnable message = () -> handle(new Event.Started(id));
            if (task.spec().timeout() == null) {
                // Nobody waits for that but a wish to end it, which comes later.
                inbox.leave(message);
            } else {
                post(message);
            }
        }

        @Override
        public void ended(Exit exit, Duration duration) {
            post(() -> {
                task.took(duration);
                handle(new Event.Exited(id, exit.code(), exit.signal()));
            });
        }

        @Override
        public void failed(String why) {
            post(() -> handle(new Event.StartFailed(id, why)));
        }
    }

    private void judge(String id, Ending how, ArrayDeque<Event> events) {
        LiveTask task = task(id);
        TaskSpec spec = task.spec();
        tally.stopped(task);
        var result = new TaskResult(id, task.attempts(), how, task.duration());
        var files = new TaskFiles(plan.workdir(), id);
        if (how instanceof Ending.TimedOut(var _, Duration limit, int _, int _)) {
            files.note("Task timed out after " + TaskResult.seconds(limit) + "s");
        }
        String json = result.json(files.directory());
        if (!result.success() && spec.retries().again(task.attempts(), result.causes())) {
            Duration delay = spec.retries().after(task.attempts());
            view.line(Level.WARNING, PilotLines.retry(spec, result, delay));
            tally.add(TaskState.PENDING, 1);
            lateness.waits(spec);
            writer.write(store -> store.again(id, result.attempt(), json));
            events.add(new Event.Retry(id, delay));
            return;
        }
        task.result(result);
        boolean callback = plan.onComplete() != null;
        writer.write(
                store -> store.ended(id, result.state(), result.attempt(), json, callback),
                callback || book.isAwaited(id),
                () -> {
                    handle(new Event.Settled(id, result.success()));
                    callbacks.tell(spec, json);
                });
    }

    private void finished(String id, Ending how) {
        LiveTask task = task(id);
        live.remove(id);
        lateness.started(task.spec());
        TaskResult result = task.result();
        if (result != null) {
            tally.ended(result);
            view.line(
                    result.success() ? Level.INFO : Level.ERROR,
                    result.success() ? PilotLines.completed(id, result.duration()) : PilotLines.failed(result));
        } else if (how instanceof Ending.Refused(String why)) {
            tally.add(TaskState.PENDING, -1);
            close(id, TaskState.REFUSED, why);
            view.line(Level.ERROR, PilotLines.refused(id, why));
        } else if (how instanceof Ending.Cancelled(String why, boolean _)) {
            cancelled(task, why);
        }
    }

    private void cancelled(LiveTask task, String why) {
        String id = task.spec().id();
        if (task.occupies()) {
            tally.stopped(task);
        } else if (book.wasHeld(id)) {
            tally.add(TaskState.HELD, -1);
        } else {
            tally.add(TaskState.PENDING, -1);
        }
        boolean later = why.equals(STOPPED) || why.equals(LATE);
        close(id, later ? TaskState.PENDING : TaskState.CANCELLED, later ? "" : why);
        if (!later) {
            view.line(Level.WARNING, PilotLines.cancelled(id, why));
        }
    }

    private void held(String id, String why) {
        book.held(id);
        tally.add(TaskState.PENDING, -1);
        close(id, TaskState.HELD, why);
        view.line(Level.WARNING, PilotLines.held(id, why));
    }

    private void close(String id, TaskState state, String why) {
        tally.add(state, 1);
        writer.write(store -> store.state(id, state, why));
    }

    /** False if there is none that has not ended. */
    boolean cancel(String id, String why) {
        if (!live.containsKey(id)) {
            return false;
        }
        handle(new Event.CancelRequested(id, why));
        LiveTask left = live.get(id);
        if (left != null && book.wasHeld(id)) {
            // The kernel never had it.
            live.remove(id);
            cancelled(left, why);
        }
        return true;
    }
}
