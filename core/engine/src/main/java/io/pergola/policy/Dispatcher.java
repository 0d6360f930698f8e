package io.pergola.policy;

import io.pergola.policy.HeldJob.Cause;
import io.pergola.policy.LiveSnapshot.State;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Lane;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.Rejection;
import io.pergola.spi.policy.Reservation;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of an allocation from their submission to their end. It is told what happens, asks a policy what to do, checks the answer
 * and books what starts in the ledger. The same calls give the same answers. Not safe for use by several threads.
 */
public final class Dispatcher {

    /** How soon a policy that failed, or decided nothing that can be done, is asked again. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final PolicySeat seat;
    private final State state;
    private final Admission admission;
    /** Jobs between two attempts. */
    private final Map<String, Ticket> resting = new HashMap<>();

    private final List<Trigger> triggers = new ArrayList<>();
    private List<Rejection> rejections = List.of();
    private @Nullable Instant lastAsked;
    private long nextSequence;

    /**
     * With an empty queue.
     *
     * @param ledger others may claim from it too; what they hold is taken to be held for ever
     * @param failuresAllowed after how many failures in a row {@link Policies#standard} takes the policy's place, at least 1
     */
    public Dispatcher(Ledger ledger, SchedulingPolicy policy, int failuresAllowed) {
        this.ledger = ledger;
        this.seat = new PolicySeat(policy, Policies.standard(), failuresAllowed);
        this.state = new State(
                ledger, new JobQueue(), new RunningJobs(), new ConcurrentLimits(), new HashMap<>(), new Masks());
        this.admission =
                new Admission(ledger, state.queue(), id -> state.running().get(id) != null || resting.containsKey(id));
    }

    /**
     * Jobs come in, in this order. They may depend on each other.
     *
     * @return those that were kept out of the queue, among them those that were there before
     * @throws IllegalArgumentException if one has the id of another that has not ended; none is submitted then
     */
    public List<HeldJob> submit(List<Job> jobs) {
        Set<String> ids = new HashSet<>();
        for (Job job : jobs) {
            if (!ids.add(job.id()) || contains(job.id())) {
                throw new IllegalArgumentException("There is a job " + job.id() + " already");
            }
        }
        admission.admit(
                jobs.stream().map(job -> new Ticket(job, nextSequence++)).toList());
        trigger(Trigger.Type.SUBMIT, jobs.size() == 1 ? jobs.getFirst().id() : null);
        return admission.takeFresh();
    }

    /** Whether there is a job of that id that has not ended. */
    public boolean contains(String id) {
        return state.queue().get(id) != null
                || state.running().get(id) != null
                || resting.containsKey(id)
                || admission.contains(id);
    }

    /** Takes out a job that does not run, for good; empty if there is none. Jobs that depend on it are held. */
    public Optional<Job> withdraw(String id) {
        QueueEntry entry = state.queue().remove(id);
        Ticket ticket = entry == null ? resting.remove(id) : new Ticket(entry.job(), entry.sequence());
        if (ticket == null) {
            ticket = admission.remove(id);
        }
        if (ticket == null) {
            return Optional.empty();
        }
        state.reservations().remove(id);
        admission.ended(ticket, false);
        trigger(Trigger.Type.KILLED, id);
        return Optional.of(ticket.job());
    }

    /**
     * A running or paused job has ended; what it held is free.
     *
     * @return those that are kept out of the queue because of it
     * @throws IllegalStateException if it is neither running nor paused
     */
    public List<HeldJob> ended(String id, JobEnd how) {
        Ticket paused = resting.remove(id);
        int queued = state.queue().size();
        admission.ended(paused == null ? stop(id) : paused, how == JobEnd.WELL);
        if (paused != null && state.queue().size() == queued) {
            // What it held became free when it paused, and policies were told then.
            return admission.takeFresh();
        }
        trigger(how == JobEnd.KILLED ? Trigger.Type.KILLED : Trigger.Type.COMPLETED, id);
        return admission.takeFresh();
    }

    /**
     * A running job has stopped and will run again: what it held is free, and {@link #resume} puts it back into the queue.
     *
     * @throws IllegalStateException if it does not run
     */
    public void pause(String id) {
        resting.put(id, stop(id));
        trigger(Trigger.Type.COMPLETED, id);
    }

    /**
     * A paused job comes back to its old place in the queue.
     *
     * @return it, if it is kept out
     * @throws IllegalStateException if it is not paused
     */
    public List<HeldJob> resume(String id) {
        Ticket ticket = resting.remove(id);
        if (ticket == null) {
            throw new IllegalStateException("Job " + id + " is not paused");
        }
        admission.admit(List.of(ticket));
        trigger(Trigger.Type.SUBMIT, id);
        return admission.takeFresh();
    }

    private Ticket stop(String id) {
        StartedJob run = state.running().remove(id);
        if (run == null) {
            throw new IllegalStateException("Job " + id + " does not run");
        }
        state.limits().leave(run.job().concurrentLimit());
        ledger.releaseAll(id);
        return new Ticket(run.job(), run.sequence());
    }

    /** Lets a held job try again; no effect on others, but on those that are held for its sake. */
    public List<HeldJob> release(String id) {
        admission.release(id);
        trigger(Trigger.Type.SUBMIT, id);
        return admission.takeFresh();
    }

    /**
     * Nodes, cores or GPUs of the ledger went down or came back.
     *
     * @return those that were taken out of the queue because they cannot fit any more
     */
    public List<HeldJob> resourcesChanged() {
        admission.recheck();
        state.reservations().clear();
        state.masks().retain(List.of());
        trigger(Trigger.Type.RESOURCES_CHANGED, null);
        return admission.takeFresh();
    }

    /** Something else that policies may want to know. */
    public void tell(Trigger trigger) {
        Trigger.Type type = trigger.type();
        boolean always = type == Trigger.Type.SCHEDULING_POINT || type == Trigger.Type.EVOLVING_REQUEST;
        boolean told = !triggers.isEmpty() && triggers.getLast().equals(trigger);
        if (!told && (always || seat.policy().capabilities().triggers().contains(type))) {
            triggers.add(trigger);
        }
    }

    private void trigger(Trigger.Type type, @Nullable String job) {
        tell(new Trigger(type, job, 0));
    }

    /** Asks the policy, if there is anything to ask it for, and does what it decides. */
    public Round schedule(Instant now) {
        PolicyCapabilities wishes = seat.policy().capabilities();
        Instant last = lastAsked;
        Duration period = wishes.period();
        if (period != null && triggers.isEmpty() && (last == null || !now.isBefore(last.plus(period)))) {
            triggers.add(Trigger.of(Trigger.Type.PERIODIC));
        }
        if (triggers.isEmpty()) {
            return none(Optional.empty(), period == null || last == null ? null : last.plus(period));
        }
        if (last != null && now.isBefore(last.plus(wishes.leastInterval()))) {
            return none(Optional.empty(), last.plus(wishes.leastInterval()));
        }
        return ask(now, period);
    }

    private Round none(Optional<String> failure, @Nullable Instant again) {
        return Round.none(admission.takeFresh(), failure, Optional.ofNullable(again));
    }

    private Round ask(Instant now, @Nullable Duration period) {
        lastAsked = now;
        SchedulingPolicy asked = seat.policy();
        var snapshot = new LiveSnapshot(now, state, triggers, rejections);
        List<Decision> decisions = seat.ask(snapshot);
        snapshot.close();
        if (decisions == null) {
            lastAsked = null;
            return none(Optional.of(seat.lastFailure()), asked == seat.policy() ? now.plus(AFTER_FAILURE) : now);
        }
        triggers.clear();
        var table = new DecisionTable(
                state,
                now,
                (entry, reason) -> admission.hold(new Ticket(entry.job(), entry.sequence()), Cause.POLICY, reason));
        table.carryOut(decisions);
        table.removed.forEach(entry -> admission.ended(new Ticket(entry.job(), entry.sequence()), false));
        rejections = List.copyOf(table.rejected);
        state.reservations().clear();
        state.reservations().putAll(table.reservations);
        table.started.forEach(job -> state.reservations().remove(job.job().id()));
        state.masks().retain(state.reservations().values());
        return round(table, now, period);
    }

    private Round round(DecisionTable table, Instant now, @Nullable Duration period) {
        Optional<Instant> again = Optional.ofNullable(period).map(now::plus);
        if (!table.rejected.isEmpty()) {
            trigger(Trigger.Type.SUBMIT, null);
            again = Optional.of(now.plus(AFTER_FAILURE));
        }
        return new Round(
                table.started,
                table.toEnd,
                table.removed.stream().map(QueueEntry::job).toList(),
                admission.takeFresh(),
                table.rejected,
                Optional.empty(),
                again);
    }

    /** The jobs that run, in the order of their starts. */
    public Collection<RunningJob> running() {
        return Collections.unmodifiableCollection(state.running().inOrder());
    }

    /** How many jobs are in the queue. */
    public int queued() {
        return state.queue().size();
    }

    /** The jobs in the queue, in order. */
    public List<Job> queue() {
        return state.queue().inOrder().stream().map(QueueEntry::job).toList();
    }

    /** The jobs in the queue, those that ask for the same together. */
    public Iterable<Lane> lanes() {
        return state.queue().lanesForPolicies();
    }

    /** A job in the queue. */
    public Optional<PendingJob> pending(String id) {
        return Optional.ofNullable(state.queue().get(id));
    }

    /** Whether a job of that limit would find few enough others running now. */
    public boolean allows(int concurrentLimit) {
        return state.limits().allow(concurrentLimit);
    }

    /** How many jobs wait for others to end well. */
    public int waiting() {
        return admission.waiting();
    }

    /** How many jobs are paused. */
    public int paused() {
        return resting.size();
    }

    /** The jobs that are kept out of the queue. */
    public Collection<HeldJob> held() {
        return admission.held();
    }

    /** What is kept for a job that cannot start yet. */
    public Optional<Reservation> reservation(String id) {
        return Optional.ofNullable(state.reservations().get(id));
    }

    /** The policy that is asked now. */
    public SchedulingPolicy policy() {
        return seat.policy();
    }
}
