package io.pergola.testkit;

import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Slot;
import io.pergola.spi.slots.SlotAllocator;
import java.util.List;
import java.util.Map;

/** The smaller pieces of the guide. */
final class SlotRecipes {

    private SlotRecipes() {}

    static ResourceRequest shared() {
        // region: request
        RankRequirements rank = RankRequirements.ofCores(4).withGpus(0.5).withMib(2000, 0);
        ResourceRequest request = ResourceRequest.of(8, rank).withConsumables(Map.of("license", 1L));
        // end region
        return request;
    }

    static Lease exact(SlotAllocator slots) {
        // region: exact
        NodeResources first = slots.nodes().getFirst().node();
        Slot slot = Slot.of(first, List.of(2, 3), List.of(0));
        Lease lease = slots.claim(Placement.of(List.of(slot)));
        // end region
        return lease;
    }

    static List<SlotAllocator> parts(SlotAllocator slots, List<String> names) {
        // region: parts
        SlotAllocator secondHalf = slots.partition(names.subList(names.size() / 2, names.size()));
        SlotAllocator quarters = slots.split(4);
        // end region
        return List.of(secondHalf, quarters);
    }
}
