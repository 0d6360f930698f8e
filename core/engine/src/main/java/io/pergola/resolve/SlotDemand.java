package io.pergola.resolve;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.util.Map;
import java.util.Optional;

/**
 * What part of its job a test asks for.
 *
 * @param ranks how many ranks, at least 1
 * @param perRank what each of them gets for itself; empty if the test did not say, so that it counts as one core, shares what there
 *     is with others and is not bound to anything
 * @param consumables how much of each named quantity
 * @param priority higher ones start first; 0 if not set
 */
public record SlotDemand(int ranks, Optional<RankRequirements> perRank, Map<String, Long> consumables, int priority) {

    /** Copies. */
    public SlotDemand {
        consumables = Map.copyOf(consumables);
    }

    /** What the pilot keeps account of. */
    public ResourceRequest request() {
        return ResourceRequest.of(ranks, perRank.orElse(RankRequirements.ofCores(1)))
                .withConsumables(consumables);
    }
}
