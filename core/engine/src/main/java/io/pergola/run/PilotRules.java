package io.pergola.run;

import io.pergola.spi.policy.SchedulingPolicy;
import java.util.Map;

/**
 * What a site says of how runs share a job.
 *
 * @param policy decides which run starts next
 * @param consumables how much there is of each named quantity in a job
 */
public record PilotRules(SchedulingPolicy policy, Map<String, Long> consumables) {

    /** Copies. */
    public PilotRules {
        consumables = Map.copyOf(consumables);
    }
}
