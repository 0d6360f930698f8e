package io.pergola.policy;

import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Lane;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.Plan;
import io.pergola.spi.policy.Rejection;
import io.pergola.spi.policy.Reservation;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.policy.SchedulingSnapshot;
import io.pergola.spi.policy.Trigger;
import io.pergola.spi.slots.NodeUse;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A look at the state itself, which stays as it is until the snapshot is closed. A policy that is left behind in its own thread may
 * go on looking, but finds it closed, and can change nothing in any case.
 */
final class LiveSnapshot implements SchedulingSnapshot {

    private final Instant time;
    private final State state;
    private final List<Trigger> triggers;
    private final List<Rejection> rejections;
    private volatile boolean closed;

    /** What there is to look at. */
    record State(
            Ledger ledger,
            JobQueue queue,
            RunningJobs running,
            ConcurrentLimits limits,
            Map<String, Reservation> reservations,
            Masks masks) {}

    LiveSnapshot(Instant time, State state, List<Trigger> triggers, List<Rejection> rejections) {
        this.time = time;
        this.state = state;
        this.triggers = List.copyOf(triggers);
        this.rejections = List.copyOf(rejections);
    }

    void close() {
        closed = true;
    }

    void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The snapshot is void: the policy was asked at " + time + ", and that is over");
        }
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public List<Trigger> triggers() {
        return triggers;
    }

    @Override
    public Iterable<Lane> lanes() {
        checkOpen();
        return state.queue().lanesForPolicies();
    }

    @Override
    public Optional<PendingJob> pending(String id) {
        checkOpen();
        return Optional.ofNullable(state.queue().get(id));
    }

    @Override
    public int queued() {
        checkOpen();
        return state.queue().size();
    }

    @Override
    public Collection<RunningJob> running() {
        checkOpen();
        return Collections.unmodifiableCollection(state.running().inOrder());
    }

    @Override
    public Optional<RunningJob> running(String id) {
        checkOpen();
        return Optional.ofNullable(state.running().get(id));
    }

    @Override
    public List<NodeUse> nodes() {
        checkOpen();
        return state.ledger().use();
    }

    @Override
    public Map<String, Long> consumables() {
        checkOpen();
        return state.ledger().consumables();
    }

    @Override
    public List<Reservation> reservations() {
        checkOpen();
        return List.copyOf(state.reservations().values());
    }

    @Override
    public List<Rejection> rejections() {
        return rejections;
    }

    @Override
    public Plan plan() {
        checkOpen();
        return new LivePlan(this, state.ledger().plan(), state.limits(), state.running(), state.masks());
    }
}
