package io.pergola.policy;

import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import java.util.Comparator;
import java.util.List;

/**
 * In an order, but later jobs pass one that cannot start, as long as they do not delay it. For the first of those a place is kept for
 * the moment when it will be free by the time limits of what runs (EASY backfilling); later jobs may use it if they end before. Where
 * nobody knows that moment, later jobs pass freely, but not for ever: for a job that was overtaken so often its place is kept from
 * then on.
 */
final class Backfill implements SchedulingPolicy {

    private final String name;
    private final String description;
    private final Comparator<PendingJob> order;
    private final int bypassLimit;

    /**
     * @param bypassLimit after how many overtakings a job's place is kept though nobody knows when it will be free; not negative
     */
    Backfill(String name, String description, Comparator<PendingJob> order, int bypassLimit) {
        if (bypassLimit < 0) {
            throw new IllegalArgumentException("The bypass limit is negative: " + bypassLimit);
        }
        this.name = name;
        this.description = description;
        this.order = order;
        this.bypassLimit = bypassLimit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public PolicyCapabilities capabilities() {
        return PolicyCapabilities.EVENTS;
    }

    @Override
    public List<Decision> schedule(SchedulingSnapshot snapshot) {
        return new BackfillRound(snapshot, bypassLimit).decide(new LaneWalk(snapshot.lanes(), order));
    }
}
