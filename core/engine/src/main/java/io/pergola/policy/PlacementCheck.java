package io.pergola.policy;

import io.pergola.spi.policy.Job;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a placement is what a job asks for, free or not. */
final class PlacementCheck {

    private PlacementCheck() {}

    /** What is wrong, in one clause; null if nothing is. */
    static @Nullable String wrong(Job job, Placement placement) {
        ResourceRequest request = job.request();
        int ranks = placement.slots().size();
        if (ranks < job.leastRanks() || ranks > request.ranks()) {
            return "it has " + ranks + " slots, and the job asks for "
                    + (job.leastRanks() == request.ranks() ? "" : job.leastRanks() + " to ") + request.ranks();
        }
        if (!placement.consumables().equals(request.consumables())) {
            return "it has the consumables " + placement.consumables() + ", and the job asks for "
                    + request.consumables();
        }
        for (Slot slot : placement.slots()) {
            if (!request.nodes().isEmpty() && !request.nodes().contains(slot.node())) {
                return "node " + slot.node() + " is not among those that the job may use";
            }
            if (!isFor(slot, request.perRank())) {
                return "the slot on node " + slot.node() + " is not what the job asks for";
            }
        }
        return request.ranksPerNode() == 0 ? null : uneven(placement, request.ranksPerNode());
    }

    private static @Nullable String uneven(Placement placement, int perNode) {
        Map<String, Integer> ranks = new HashMap<>();
        placement.slots().forEach(slot -> ranks.merge(slot.node(), 1, Integer::sum));
        boolean even = ranks.values().stream().allMatch(count -> count == perNode);
        return even ? null : "the job asks for " + perNode + " ranks on each node";
    }

    private static boolean isFor(Slot slot, RankRequirements rank) {
        return are(slot.cores(), rank.cores(), rank.coreShare())
                && are(slot.gpus(), rank.gpus(), rank.gpuShare())
                && slot.memoryMib() == rank.memoryMib()
                && slot.diskMib() == rank.diskMib()
                && slot.exclusive() == rank.exclusive();
    }

    private static boolean are(List<Share> shares, int count, int milli) {
        if (shares.size() != count) {
            return false;
        }
        for (Share share : shares) {
            if (share.milli() != milli) {
                return false;
            }
        }
        return true;
    }
}
