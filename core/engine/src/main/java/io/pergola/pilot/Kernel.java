package io.pergola.pilot;

import io.pergola.pilot.Action.Stop;
import io.pergola.pilot.Execution.Phase;
import io.pergola.policy.Dispatcher;
import io.pergola.policy.HeldJob;
import io.pergola.policy.JobEnd;
import io.pergola.policy.Policies;
import io.pergola.policy.Round;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.slots.NodeResources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what runs when and where. It is told events with their time and answers with actions; the same events give the same actions.
 * Not safe for use by several threads.
 *
 * <p>Which task starts next a policy decides, on what is free in the ledger. One that fails several times in a row is replaced by
 * {@link Policies#standard}, whose first blocked task lets others pass, but not for ever.
 */
public final class Kernel {

    private static final int FAILURES_ALLOWED = 3;

    private static final String BY_POLICY = "the scheduling policy wanted it";

    private final Supply supply;
    private final Dispatcher dispatcher;
    private final Gate gate;
    /** Those that wait; what runs is an execution. */
    private final Map<String, Task> waiting = new LinkedHashMap<>();

    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private final Attempts attempts;
    private final Advice advice;
    private boolean draining;
    private boolean doneIsSaid = true;

    /**
     * Over cores of one host that are lent to it: it asks for them and gives them back.
     *
     * @param capacity the most cores that can ever be offered, at least 1; a task that wants more is refused
     */
    public Kernel(int capacity) {
        this(capacity, Policies.BYPASS_LIMIT);
    }

    /**
     * The same.
     *
     * @param capacity as above
     * @param bypassLimit after how many overtakings a task that does not fit closes the gate; not negative
     */
    public Kernel(int capacity, int bypassLimit) {
        this(NodeResources.of(0, "here", capacity, 0), Map.of(), Policies.backfill(bypassLimit), bypassLimit);
    }

    /**
     * The same, with all that the host has besides cores.
     *
     * @param host has as many cores as can ever be offered, at least 1; their indexes may be others
     * @param consumables how much there is of each named quantity
     */
    public Kernel(NodeResources host, Map<String, Long> consumables, SchedulingPolicy policy) {
        this(host, consumables, policy, Policies.BYPASS_LIMIT);
    }

    private Kernel(NodeResources host, Map<String, Long> consumables, SchedulingPolicy policy, int bypassLimit) {
        var cores = new HeldCores(host, consumables);
        this.dispatcher = new Dispatcher(cores.ledger(), policy, FAILURES_ALLOWED);
        this.gate = new Gate(dispatcher, bypassLimit);
        this.supply = new LentCores(cores, dispatcher, gate);
        this.attempts = new Attempts(dispatcher, deadlines);
        this.advice = new Advice(dispatcher, deadlines);
    }

    /**
     * Over a whole allocation: nothing is asked for or given back.
     *
     * @param ledger others may claim from it too, on the same thread
     */
    public Kernel(Ledger ledger, SchedulingPolicy policy) {
        this.dispatcher = new Dispatcher(ledger, policy, FAILURES_ALLOWED);
        this.gate = new Gate(dispatcher, Policies.BYPASS_LIMIT);
        this.supply = new WholeAllocation(ledger);
        this.attempts = new Attempts(dispatcher, deadlines);
        this.advice = new Advice(dispatcher, deadlines);
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
        supply.giveBack(actions);
        startWhatFits(now, actions);
        supply.settle(draining, actions);
        sayDone(actions);
        deadlines.wakeAt(now).ifPresent(time -> actions.add(new Action.WakeAt(time)));
        return List.copyOf(actions);
    }

    /** How things stand. */
    public KernelView view() {
        return new KernelView(
                dispatcher.queued(),
                List.copyOf(executions.keySet()),
                supply.held(),
                supply.idle(),
                gate.closer(),
                draining);
    }

    private void apply(Event event, Instant now, List<Action> actions) {
        switch (event) {
            case Event.Submitted submitted -> submit(submitted.tasks(), now, actions);
            case Event.CoresOffered offered -> supply.offered(offered.cores());
            case Event.CoresWithdrawn wanted -> supply.withdrawn(wanted.count());
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
            case Event.Settled settled -> hold(attempts.settle(settled, actions), actions);
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
            Optional<String> misfit = supply.misfit(task);
            if (misfit.isPresent()) {
                actions.add(new Action.Finished(task.id(), new Ending.Refused(misfit.get())));
            } else {
                waiting.put(task.id(), task);
                jobs.add(job(task, now));
            }
        }
        hold(dispatcher.submit(jobs), actions);
    }

    private static Job job(Task task, Instant now) {
        return Job.of(task.id(), task.request(), now)
                .priority(task.priority())
                .walltime(task.totalLimit())
                .concurrentLimit(task.concurrentLimit())
                .after(task.dependencies())
                .build();
    }

    /** What can never fit is refused; what something may mend stays, and is told. */
    private void hold(List<HeldJob> jobs, List<Action> actions) {
        for (HeldJob held : jobs) {
            String id = held.job().id();
            if (held.cause() == HeldJob.Cause.UNSATISFIABLE) {
                waiting.remove(id);
                dispatcher.withdraw(id);
                actions.add(new Action.Finished(id, new Ending.Refused(held.why())));
            } else {
                actions.add(new Action.Held(id, held.cause(), held.why()));
            }
        }
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
                endUnstarted(each, why, actions);
            }
        }
        for (Execution execution : executions.values()) {
            if (id == null || id.equals(execution.task().id())) {
                cancel(execution, why, now, actions);
            }
        }
    }

    private void endUnstarted(String id, String why, List<Action> actions) {
        waiting.remove(id);
        actions.add(new Action.Finished(id, new Ending.Cancelled(why, false)));
    }

    private List<String> notRunning() {
        var ids = new ArrayList<>(attempts.ids());
        ids.addAll(waiting.keySet());
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
            if (advice.isDue(due.get())) {
                deadlines.set(due.get(), null);
            } else if (attempts.has(due.get())) {
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
        supply.released(execution.placement());
        if (task.judged() && !(how instanceof Ending.Cancelled)) {
            attempts.judge(task, how, actions);
        } else {
            List<HeldJob> held = dispatcher.ended(task.id(), forOthers(how));
            actions.add(new Action.Finished(task.id(), how));
            hold(held, actions);
        }
    }

    private static JobEnd forOthers(Ending how) {
        return switch (how) {
            case Ending.Exited(int code, int _) when code == 0 -> JobEnd.WELL;
            case Ending.Cancelled _ -> JobEnd.KILLED;
            default -> JobEnd.BADLY;
        };
    }

    private void startWhatFits(Instant now, List<Action> actions) {
        if (draining) {
            return;
        }
        Round round = advice.ask(now, actions);
        hold(round.held(), actions);
        round.removed().forEach(job -> endUnstarted(job.id(), BY_POLICY, actions));
        for (String id : round.toEnd()) {
            cancel(running(id), BY_POLICY, now, actions);
        }
        for (RunningJob job : round.started()) {
            Task task = Objects.requireNonNull(waiting.remove(job.job().id()));
            supply.occupied(job.placement());
            executions.put(task.id(), new Execution(task, job.placement()));
            actions.add(new Action.Start(task, job.placement()));
        }
    }

    private void sayDone(List<Action> actions) {
        boolean none = dispatcher.queued() == 0
                && dispatcher.waiting() == 0
                && attempts.ids().isEmpty();
        boolean done = executions.isEmpty() && (draining ? !attempts.anyJudged() : none);
        if (done && !doneIsSaid) {
            actions.add(new Action.AllDone());
        }
        doneIsSaid = done;
    }
}
