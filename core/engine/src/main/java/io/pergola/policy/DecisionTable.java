package io.pergola.policy;

import io.pergola.policy.LiveSnapshot.State;
import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.Elasticity;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Rejection;
import io.pergola.spi.policy.Reservation;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.SlotException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Carries out a policy's decisions, each after a check of its own. */
final class DecisionTable {

    private final State state;
    private final Instant now;
    /** Takes a job out of the queue, with the reason, until it is let in again. */
    private final BiConsumer<QueueEntry, String> hold;

    final List<RunningJob> started = new ArrayList<>();
    final List<String> toEnd = new ArrayList<>();
    final List<QueueEntry> removed = new ArrayList<>();
    final List<Rejection> rejected = new ArrayList<>();
    final Map<String, Reservation> reservations = new HashMap<>();

    DecisionTable(State state, Instant now, BiConsumer<QueueEntry, String> hold) {
        this.state = state;
        this.now = now;
        this.hold = hold;
    }

    /** Kills first, then the others in their order. */
    void carryOut(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Kill kill) {
                answer(kill, kill(kill.job()));
            }
        }
        for (Decision decision : decisions) {
            if (!(decision instanceof Decision.Kill)) {
                answer(decision, carryOut(decision));
            }
        }
    }

    private void answer(Decision decision, @Nullable String refusal) {
        if (refusal != null) {
            rejected.add(new Rejection(decision, refusal));
        }
    }

    private @Nullable String carryOut(Decision decision) {
        return switch (decision) {
            case Decision.Start(String job, Placement placement) -> start(job, placement);
            case Decision.StartOn(String job, List<String> nodes) -> startOn(job, nodes);
            case Decision.Resize(String job, List<String> _) -> resize(job);
            case Decision.Kill(String job) -> kill(job);
            case Decision.SetArgument(String job, String name, String value) -> argument(job, name, value);
            case Decision.Hold(String job, String reason) -> hold(job, reason);
            case Decision.Reserve(Reservation reservation) -> reserve(reservation);
        };
    }

    private String notPending(String job) {
        return state.running().get(job) == null
                ? "there is no job " + job + " in the queue"
                : "job " + job + " runs already";
    }

    private @Nullable String start(String id, Placement placement) {
        QueueEntry entry = state.queue().get(id);
        if (entry == null) {
            return notPending(id);
        }
        Job job = entry.job();
        if (!state.limits().allow(job.concurrentLimit())) {
            return "too many jobs run for its limit of " + job.concurrentLimit() + " at once, or for that of another";
        }
        String wrong = PlacementCheck.wrong(job, placement);
        if (wrong != null) {
            return wrong;
        }
        try {
            state.ledger().claim(placement, id);
        } catch (SlotException e) {
            return String.valueOf(e.getMessage());
        }
        state.queue().passes(entry);
        state.queue().remove(id);
        state.limits().enter(job.concurrentLimit());
        StartedJob run = StartedJob.of(job, placement, now, entry.sequence());
        state.running().add(run);
        started.add(run);
        return null;
    }

    private @Nullable String startOn(String id, List<String> nodes) {
        QueueEntry entry = state.queue().get(id);
        if (entry == null) {
            return notPending(id);
        }
        Job job = entry.job();
        if (nodes.isEmpty()) {
            return "no nodes are named";
        }
        Optional<Placement> placement;
        try {
            placement = state.ledger().plan().take(job.request().onNodes(nodes), job.leastRanks(), null);
        } catch (SlotException e) {
            return String.valueOf(e.getMessage());
        }
        return placement.isEmpty()
                ? "there is too little room on " + String.join(", ", nodes)
                : start(id, placement.get());
    }

    private @Nullable String resize(String id) {
        RunningJob run = state.running().get(id);
        if (run == null) {
            return "no job " + id + " runs";
        }
        Elasticity elasticity = run.job().elasticity();
        return switch (elasticity) {
            case RIGID, MOLDABLE -> "job " + id + " is " + elasticity + ": it keeps what it started with";
            case MALLEABLE, EVOLVING, ADAPTIVE ->
                "job " + id + " has not said that it can be resized, and counts as MOLDABLE until it has";
        };
    }

    private @Nullable String kill(String id) {
        QueueEntry entry = state.queue().remove(id);
        if (entry != null) {
            removed.add(entry);
            return null;
        }
        if (state.running().get(id) == null || toEnd.contains(id)) {
            return "there is no job " + id + " that has not ended, or is not being ended already";
        }
        toEnd.add(id);
        return null;
    }

    private @Nullable String argument(String id, String name, String value) {
        QueueEntry entry = state.queue().get(id);
        if (entry == null) {
            return notPending(id);
        }
        var arguments = new HashMap<>(entry.job().arguments());
        arguments.put(name, value);
        entry.job(entry.job().withArguments(arguments));
        return null;
    }

    private @Nullable String hold(String id, String reason) {
        QueueEntry entry = state.queue().remove(id);
        if (entry == null) {
            return notPending(id);
        }
        hold.accept(entry, reason);
        return null;
    }

    private @Nullable String reserve(Reservation reservation) {
        QueueEntry entry = state.queue().get(reservation.job());
        if (entry == null) {
            return notPending(reservation.job());
        }
        boolean known = Objects.equals(state.reservations().get(reservation.job()), reservation);
        String wrong = known ? null : PlacementCheck.wrong(entry.job(), reservation.placement());
        if (wrong == null) {
            reservations.put(reservation.job(), reservation);
        }
        return wrong;
    }
}
