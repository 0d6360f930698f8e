package io.pergola.spi.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a policy wants to be asked.
 *
 * @param triggers what it wants to know of; {@link Trigger.Type#SCHEDULING_POINT} and {@link Trigger.Type#EVOLVING_REQUEST} are
 *     always told
 * @param leastInterval the least time between two questions; what happens meanwhile is told later, all at once
 * @param period how often it wants to be asked though nothing happens; null for never
 */
public record PolicyCapabilities(
        Set<Trigger.Type> triggers,
        Duration leastInterval,
        @Nullable Duration period) {

    /** Whenever a job comes or goes, or the resources change. */
    public static final PolicyCapabilities EVENTS = new PolicyCapabilities(
            EnumSet.of(
                    Trigger.Type.SUBMIT, Trigger.Type.COMPLETED, Trigger.Type.KILLED, Trigger.Type.RESOURCES_CHANGED),
            Duration.ZERO,
            null);

    /** Checks and copies. */
    public PolicyCapabilities {
        triggers = Set.copyOf(triggers);
        if (leastInterval.isNegative() || (period != null && !period.isPositive())) {
            throw new IllegalArgumentException("No policy can be asked every " + leastInterval + " or " + period);
        }
    }
}
