package io.pergola.spi.policy;

import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The allocation as it would be after some decisions: a policy tries them here, and has no room promised twice. Nothing that is done
 * here has an effect by itself. Not safe for use by several threads.
 */
public interface Plan {

    /**
     * Starts a job in the plan, with as many of its ranks as there is room for, on the first nodes that have room.
     *
     * @param keep must be left alone
     * @return where; empty if the job cannot start now
     */
    Optional<Placement> start(Job job, Collection<Reservation> keep);

    /** The same with nothing to be left alone. */
    default Optional<Placement> start(Job job) {
        return start(job, List.of());
    }

    /** Whether {@link #start(Job)} would start it; changes nothing. */
    boolean fits(Job job);

    /** Sets something aside, so that nothing else in the plan gets it; empty if it is not free. */
    Optional<Placement> setAside(ResourceRequest request);

    /** What keeps a job that does not fit from starting: some of what it asks for, or {@link ResourceKind#TURN}. */
    Set<ResourceKind> lacking(Job job);

    /**
     * Looks for the earliest moment when a job fits if those that run, and those that were started in the plan, take all of their
     * time, and for a place then. Those of which nobody knows how long they run count as ending last, the oldest first.
     *
     * @param keep what is kept for others and therefore not there
     * @return empty if it would not fit then either, or if the job waits for its turn only. Takes long if much runs: ask once, and
     *     decide to {@link Decision.Reserve} it
     */
    Optional<Reservation> reserve(Job job, Collection<Reservation> keep);

    /** Whether what was started in this plan leaves a reservation's place free at its time. */
    boolean keeps(Reservation reservation);
}
