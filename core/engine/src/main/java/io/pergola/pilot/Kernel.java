package io.pergola.pilot;

import io.pergola.pilot.Action.Stop;
import io.pergola.pilot.Execution.Phase;
import io.pergola.policy.Dispatcher;
import io.pergola.policy.JobEnd;
import io.pergola.policy.Policies;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Lane;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what runs when. It is told events with their time and answers with actions; the same events give the same actions.
 * Not safe for use by several threads.
 *
 * <p>Which task starts next the policy {@code backfill} decides: by priority, then in the order of submission; one that does not fit
 * lets others pass, but not for ever: after so many the cores that it needs are kept for it. The kernel keeps idle cores only where the
 * ends of its own tasks will make them enough for the next one, so that two kernels never wait for each other's cores.
 */
public final class Kernel {

    private final HeldCores cores;
    private final Dispatcher dispatcher;
    private final int bypassLimit;
    /** Those that wait; what runs is an execution. */
    private final Map<String, Task> waiting = new HashMap<>();

    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private final Attempts attempts;
    private int withdrawn;
    private int asked;
    private boolean draining;
    private boolean doneIsSaid = true;

    /**
     * @param capacity the most cores that can ever be offered, at least 1; a task that wants more is refused
     */
    public Kernel(int capacity) {
        this(capacity, Policies.BYPASS_LIMIT);
    }

    /**
     * @param capacity as above
     * @param bypassLimit after how many overtakings a task that does not fit closes the gate; not negative
     */
    public Kernel(int capacity, int bypassLimit) {
        this.cores = new HeldCores(capacity);
        this.dispatcher = new Dispatcher(cores.ledger(), Policies.backfill(bypassLimit), 1);
        this.bypassLimit = bypassLimit;
        this.attempts = new Attempts(dispatcher, deadlines);
    }

    /**
     * Takes one event. The next one may be told only when all actions of this one are carried out or on their way; events that
     * come up meanwhile are kept in a queue.
     *
     * @param now the time of the event
     * @return what is to be done, in this order
     * @throws IllegalArgumentException if a submitted task has the id of one that has not ended; nothing is submitted then
     * @throws IllegalStateException if the event contradicts earlier ones (a core offered twice, an end of what does not run)
     */
    public List<Action> handle(Event event, Instant now) {
        var actions = new ArrayList<Action>();
        apply(event, now, actions);
        passDeadlines(now, actions);
        giveBackWithdrawn(actions);
        startWhatFits(now, actions);
        settleCores(actions);
        sayDone(actions);
        deadlines.wakeAt(now).ifPresent(time -> actions.add(new Action.WakeAt(time)));
        return List.copyOf(actions);
    }

    /** How things stand. */
    public KernelView view() {
        return new KernelView(
                dispatcher.queued(), List.copyOf(executions.keySet()), cores.held(), cores.idle(), gate(), draining);
    }

    private void apply(Event event, Instant now, List<Action> actions) {
        switch (event) {
            case Event.Submitted submitted -> submit(submitted.tasks(), now, actions);
            case Event.CoresOffered offered -> {
                cores.offer(offered.cores());
                dispatcher.resourcesChanged();
                asked = 0;
            }
            case Event.CoresWithdrawn wanted -> withdrawn = wanted.count();
            case Event.Started started -> started(started.id(), now, actions);
            case Event.StartFailed failed -> {
                Execution execution = running(failed.id());
                finish(execution, execution.neverStarted(failed.why()), actions);
            }
            case Event.OutputSeen seen -> outputSeen(seen, now, actions);
            case Event.Exited exited -> {
                Execution execution = running(exited.id());
                finish(execution, execution.ended(exited.code(), exited.signal()), actions);
            }
            case Event.Retry retry -> attempts.retry(retry.id(), retry.delay(), now, actions);
            case Event.Settled settled -> attempts.settle(settled.id(), actions);
            case Event.CancelRequested cancel -> cancel(cancel.id(), cancel.why(), now, actions);
            case Event.Tick _ -> {}
            case Event.Drain _ -> {
                draining = true;
                doneIsSaid = false;
            }
        }
    }

    private void submit(List<Task> tasks, Instant now, List<Action> actions) {
        refuseDuplicates(tasks);
        doneIsSaid = false;
        var jobs = new ArrayList<Job>(tasks.size());
        for (Task task : tasks) {
            if (task.cores() > cores.capacity()) {
                var refusal = new Ending.Refused("cores", task.cores(), cores.capacity());
                actions.add(new Action.Finished(task.id(), refusal));
            } else {
                waiting.put(task.id(), task);
                jobs.add(job(task, now));
            }
        }
        dispatcher.submit(jobs);
    }

    private static Job job(Task task, Instant now) {
        return Job.of(task.id(), ResourceRequest.ofCores(task.cores()), now)
                .priority(task.priority())
                .walltime(task.totalLimit())
                .concurrentLimit(task.concurrentLimit())
                .build();
    }

    private void refuseDuplicates(List<Task> tasks) {
        var ids = new HashSet<String>();
        for (Task task : tasks) {
            if (!ids.add(task.id()) || waiting.containsKey(task.id()) || dispatcher.contains(task.id())) {
                throw new IllegalArgumentException("There is a task " + task.id() + " already");
            }
        }
    }

    private void started(String id, Instant now, List<Action> actions) {
        Execution execution = executions.get(id);
        if (execution == null || execution.phase() != Phase.STARTING) {
            return;
        }
        execution.started(now);
        if (execution.isBeingEnded()) {
            terminate(execution, now, actions);
        }
        deadlines.set(id, execution.deadline());
    }

    private void outputSeen(Event.OutputSeen seen, Instant now, List<Action> actions) {
        Execution execution = executions.get(seen.id());
        if (execution == null || execution.phase() != Phase.RUNNING) {
            return;
        }
        execution.printed(seen.lastOutput(), now);
        if (execution.silenceIsOver(now)) {
            timeOut(execution, Ending.Limit.SILENCE, now, actions);
        }
        deadlines.set(seen.id(), execution.deadline());
    }

    private void cancel(@Nullable String id, String why, Instant now, List<Action> actions) {
        for (String each : id == null ? notRunning() : List.of(id)) {
            if (attempts.has(each)) {
                attempts.cancel(each, why, actions);
            } else if (dispatcher.withdraw(each).isPresent()) {
                waiting.remove(each);
                actions.add(new Action.Finished(each, new Ending.Cancelled(why, false)));
            }
        }
        for (Execution execution : executions.values()) {
            if (id == null || id.equals(execution.task().id())) {
                cancel(execution, why, now, actions);
            }
        }
    }

    private List<String> notRunning() {
        var ids = new ArrayList<>(attempts.ids());
        dispatcher.queue().forEach(job -> ids.add(job.id()));
        return ids;
    }

    private void cancel(Execution execution, String why, Instant now, List<Action> actions) {
        if (execution.isBeingEnded()) {
            return;
        }
        execution.cancel(why);
        if (execution.phase() == Phase.RUNNING) {
            terminate(execution, now, actions);
        }
    }

    private void passDeadlines(Instant now, List<Action> actions) {
        for (Optional<String> due = deadlines.due(now); due.isPresent(); due = deadlines.due(now)) {
            if (attempts.has(due.get())) {
                waiting.put(due.get(), attempts.resume(due.get()));
            } else {
                passDeadline(running(due.get()), now, actions);
            }
        }
    }

    private void passDeadline(Execution execution, Instant now, List<Action> actions) {
        String id = execution.task().id();
        if (execution.graceIsOver(now)) {
            execution.killed();
            actions.add(new Action.SignalGroup(id, Stop.KILL));
        } else if (execution.timeIsUp(now)) {
            timeOut(execution, Ending.Limit.TOTAL, now, actions);
        } else {
            execution.outputChecked();
            actions.add(new Action.CheckOutput(id));
        }
        deadlines.set(id, execution.deadline());
    }

    private void timeOut(Execution execution, Ending.Limit limit, Instant now, List<Action> actions) {
        execution.pass(limit);
        terminate(execution, now, actions);
    }

    private void terminate(Execution execution, Instant now, List<Action> actions) {
        execution.terminated(now);
        actions.add(new Action.SignalGroup(execution.task().id(), Stop.TERM));
        deadlines.set(execution.task().id(), execution.deadline());
    }

    private Execution running(String id) {
        Execution execution = executions.get(id);
        if (execution == null) {
            throw new IllegalStateException("Task " + id + " does not run");
        }
        return execution;
    }

    private void finish(Execution execution, Ending how, List<Action> actions) {
        Task task = execution.task();
        executions.remove(task.id());
        deadlines.set(task.id(), null);
        cores.released(task.cores());
        if (task.judged() && !(how instanceof Ending.Cancelled)) {
            attempts.judge(task, how, actions);
        } else {
            dispatcher.ended(task.id(), JobEnd.WELL);
            actions.add(new Action.Finished(task.id(), how));
        }
    }

    private void giveBackWithdrawn(List<Action> actions) {
        int count = Math.min(withdrawn, cores.idle());
        withdrawn -= count;
        giveBack(count, actions);
    }

    /** What the policy keeps for a task may be gone by that: it has to look again. */
    private void giveBack(int count, List<Action> actions) {
        for (int i = 0; i < count; i++) {
            actions.add(new Action.ReturnCore(cores.giveBack()));
        }
        if (count > 0) {
            dispatcher.resourcesChanged();
        }
    }

    private void startWhatFits(Instant now, List<Action> actions) {
        if (draining) {
            return;
        }
        for (RunningJob job : dispatcher.schedule(now).started()) {
            Task task = Objects.requireNonNull(waiting.remove(job.job().id()));
            cores.occupied(task.cores());
            var execution = new Execution(task, coresOf(job));
            executions.put(task.id(), execution);
            actions.add(new Action.Start(task, execution.cores()));
        }
    }

    private static List<Integer> coresOf(RunningJob job) {
        return job.placement().slots().getFirst().cores().stream()
                .map(Share::index)
                .toList();
    }

    /** Gives back idle cores that nothing will use, and asks for what the next task lacks. */
    private void settleCores(List<Action> actions) {
        boolean nothingToGain = cores.idle() == 0 && (cores.held() == cores.capacity() || withdrawn > 0);
        int wanted = draining || nothingToGain ? 0 : narrowest();
        if (wanted == 0 || wanted > cores.held()) {
            giveBack(cores.idle(), actions);
        }
        int lacking =
                withdrawn > 0 || wanted == 0 ? 0 : Math.min(wanted - cores.idle(), cores.capacity() - cores.held());
        if (lacking != asked) {
            asked = lacking;
            actions.add(new Action.AskCores(lacking));
        }
    }

    /** The fewest cores that any task wants that only lacks cores and is not behind the gate; 0 if there is none. */
    private int narrowest() {
        int narrowest = 0;
        for (Lane lane : dispatcher.lanes()) {
            Job job = lane.first().job();
            int wanted = job.request().perRank().cores();
            if (dispatcher.allows(job.concurrentLimit()) && (narrowest == 0 || wanted < narrowest)) {
                narrowest = wanted;
            }
            if (closesGate(lane.first())) {
                break;
            }
        }
        return narrowest;
    }

    /** The first task that was overtaken so often that what it needs is kept for it. */
    private Optional<String> gate() {
        for (Lane lane : dispatcher.lanes()) {
            if (closesGate(lane.first())) {
                return Optional.of(lane.first().job().id());
            }
        }
        return Optional.empty();
    }

    private boolean closesGate(PendingJob first) {
        return first.bypassed() >= bypassLimit;
    }

    private void sayDone(List<Action> actions) {
        boolean none = dispatcher.queued() == 0 && attempts.ids().isEmpty();
        boolean done = executions.isEmpty() && (draining ? !attempts.anyJudged() : none);
        if (done && !doneIsSaid) {
            actions.add(new Action.AllDone());
        }
        doneIsSaid = done;
    }
}
