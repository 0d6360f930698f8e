package io.pergola.policy;

import io.pergola.spi.policy.SchedulingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The policies that ship. */
public final class Policies {

    /** How many jobs may overtake one that does not fit, if nobody knows when it will, by default. */
    public static final int BYPASS_LIMIT = 20;

    private Policies() {}

    /** The one that is used if no other is asked for. */
    public static SchedulingPolicy standard() {
        return backfill(BYPASS_LIMIT);
    }

    /**
     * The default with another limit.
     *
     * @param bypassLimit not negative
     */
    public static SchedulingPolicy backfill(int bypassLimit) {
        return new Backfill(
                "backfill",
                "by priority, then as submitted; later jobs pass one that cannot start, if they do not delay it",
                Orders.QUEUE,
                bypassLimit);
    }

    /** All of them, the default first. */
    public static List<SchedulingPolicy> all() {
        return List.of(
                standard(),
                new InOrder(
                        "fifo",
                        "as submitted, whatever their priority; nobody gets what an earlier job waits for",
                        Orders.SUBMISSION),
                new InOrder(
                        "priority",
                        "by priority, then as submitted; nobody gets what an earlier job waits for",
                        Orders.QUEUE),
                new Backfill(
                        "largest_first",
                        "by priority, then the largest; smaller jobs fill what is left",
                        Orders.largestFirst(BYPASS_LIMIT),
                        BYPASS_LIMIT));
    }

    /** Their names. */
    public static Set<String> names() {
        return all().stream().map(SchedulingPolicy::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The one of that name. */
    public static Optional<SchedulingPolicy> named(String name) {
        return all().stream().filter(policy -> policy.name().equals(name)).findFirst();
    }
}
