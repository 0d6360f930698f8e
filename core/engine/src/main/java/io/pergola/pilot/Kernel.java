package io.pergola.pilot;

import io.pergola.pilot.Action.Stop;
import io.pergola.pilot.Execution.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what runs when. It is told events with their time and answers with actions; the same events give the same actions.
 * Not safe for use by several threads.
 *
 * <p>Tasks start by priority, then in the order of their submission. One that does not fit lets others pass, but not for ever:
 * after so many it closes the gate, and nothing behind it starts before it does. The kernel keeps idle cores only where the
 * ends of its own tasks will make them enough for the next one, so that two kernels never wait for each other's cores.
 */
public final class Kernel {

    /** How many tasks may overtake one that does not fit, by default. */
    public static final int BYPASS_LIMIT = 20;

    private final CoreLedger ledger;
    private final TaskQueue queue;
    private final Concurrency concurrency = new Concurrency();
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private int withdrawn;
    private int asked;
    private boolean draining;
    private boolean doneIsSaid = true;

    /**
     * @param capacity the most cores that can ever be offered, at least 1; a task that wants more is refused
     */
    public Kernel(int capacity) {
        this(capacity, BYPASS_LIMIT);
    }

    /**
     * @param capacity as above
     * @param bypassLimit after how many overtakings a task that does not fit closes the gate; not negative
     */
    public Kernel(int capacity, int bypassLimit) {
        this.ledger = new CoreLedger(capacity);
        this.queue = new TaskQueue(bypassLimit);
    }

    /**
     * Takes one event.
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
        startWhatFits(actions);
        settleCores(actions);
        sayDone(actions);
        deadlines.wakeAt(now).ifPresent(time -> actions.add(new Action.WakeAt(time)));
        return List.copyOf(actions);
    }

    /** How things stand. */
    public KernelView view() {
        return new KernelView(
                queue.size(), List.copyOf(executions.keySet()), ledger.held(), ledger.idle(), queue.gate(), draining);
    }

    private void apply(Event event, Instant now, List<Action> actions) {
        switch (event) {
            case Event.Submitted submitted -> submit(submitted.tasks(), actions);
            case Event.CoresOffered offered -> {
                ledger.offer(offered.cores());
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
            case Event.CancelRequested cancel -> cancel(cancel.id(), cancel.why(), now, actions);
            case Event.Tick _ -> {}
            case Event.Drain _ -> {
                draining = true;
                doneIsSaid = false;
            }
        }
    }

    private void submit(List<Task> tasks, List<Action> actions) {
        refuseDuplicates(tasks);
        doneIsSaid = false;
        for (Task task : tasks) {
            if (task.cores() > ledger.capacity()) {
                var refusal = new Ending.Refused("cores", task.cores(), ledger.capacity());
                actions.add(new Action.Finished(task.id(), refusal));
            } else {
                queue.add(task);
            }
        }
    }

    private void refuseDuplicates(List<Task> tasks) {
        long different = tasks.stream().map(Task::id).distinct().count();
        if (different < tasks.size()) {
            throw new IllegalArgumentException("Two of the submitted tasks have the same id");
        }
        for (Task task : tasks) {
            if (queue.contains(task.id()) || executions.containsKey(task.id())) {
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
        List<Task> waiting =
                id == null ? queue.removeAll() : queue.remove(id).stream().toList();
        waiting.forEach(task -> actions.add(new Action.Finished(task.id(), new Ending.Cancelled(why, false))));
        for (Execution execution : executions.values()) {
            if (id == null || id.equals(execution.task().id())) {
                cancel(execution, why, now, actions);
            }
        }
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
            passDeadline(running(due.get()), now, actions);
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
        concurrency.leave(task.concurrentLimit());
        ledger.release(execution.cores());
        actions.add(new Action.Finished(task.id(), how));
    }

    private void giveBackWithdrawn(List<Action> actions) {
        while (withdrawn > 0 && ledger.idle() > 0) {
            withdrawn--;
            actions.add(new Action.ReturnCore(ledger.giveBack()));
        }
    }

    private void startWhatFits(List<Action> actions) {
        while (!draining) {
            Optional<Task> next = queue.next(ledger.idle(), concurrency);
            if (next.isEmpty()) {
                return;
            }
            Task task = next.get();
            var execution = new Execution(task, ledger.claim(task.cores()));
            concurrency.enter(task.concurrentLimit());
            executions.put(task.id(), execution);
            actions.add(new Action.Start(task, execution.cores()));
        }
    }

    /** Gives back idle cores that nothing will use, and asks for what the next task lacks. */
    private void settleCores(List<Action> actions) {
        boolean nothingToGain = ledger.idle() == 0 && (ledger.held() == ledger.capacity() || withdrawn > 0);
        int wanted = draining || nothingToGain ? 0 : queue.narrowest(concurrency);
        if (wanted == 0 || wanted > ledger.held()) {
            while (ledger.idle() > 0) {
                actions.add(new Action.ReturnCore(ledger.giveBack()));
            }
        }
        int lacking =
                withdrawn > 0 || wanted == 0 ? 0 : Math.min(wanted - ledger.idle(), ledger.capacity() - ledger.held());
        if (lacking != asked) {
            asked = lacking;
            actions.add(new Action.AskCores(lacking));
        }
    }

    private void sayDone(List<Action> actions) {
        boolean done = executions.isEmpty() && (draining || queue.size() == 0);
        if (done && !doneIsSaid) {
            actions.add(new Action.AllDone());
        }
        doneIsSaid = done;
    }
}
