package io.pergola.slots;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks what one rank gets of a node: the lowest free cores and GPUs, in the first NUMA domain that has them if it wants one. */
final class SlotPicker {

    private final RankRequirements rank;
    private final int[] cores;
    private final int[] gpus;

    SlotPicker(RankRequirements rank) {
        this.rank = rank;
        this.cores = new int[rank.cores()];
        this.gpus = new int[rank.gpus()];
    }

    /** Null if the node has too little; changes nothing. */
    @Nullable Slot pick(NodeState state, @Nullable NodeLimit limit) {
        if ((rank.exclusive() && NodeLimit.isKept(limit))
                || lacks(rank.memoryMib(), state.memory() - NodeLimit.memoryKept(limit))
                || lacks(rank.diskMib(), state.disk() - NodeLimit.diskKept(limit))) {
            return null;
        }
        long @Nullable [] ofCores = NodeLimit.cores(limit);
        long @Nullable [] ofGpus = NodeLimit.gpus(limit);
        if (!rank.numa() || state.layout().domains().length == 0) {
            return picks(state, ofCores, ofGpus) ? slot(state, Slot.ANYWHERE) : null;
        }
        for (NodeLayout.Domain domain : state.layout().domains()) {
            if (picks(state, NodeLimit.both(domain.cores, ofCores), NodeLimit.both(domain.gpus, ofGpus))) {
                return slot(state, domain.id);
            }
        }
        return null;
    }

    private static boolean lacks(long wanted, long free) {
        return wanted > 0 && free < wanted;
    }

    private boolean picks(NodeState state, long @Nullable [] ofCores, long @Nullable [] ofGpus) {
        return state.cores().select(cores.length, rank.coreShare(), ofCores, cores)
                && state.gpus().select(gpus.length, rank.gpuShare(), ofGpus, gpus);
    }

    private Slot slot(NodeState state, int domain) {
        var node = state.layout().node();
        return new Slot(
                node.name(),
                node.index(),
                shares(state.layout().cores(), cores, rank.coreShare()),
                shares(state.layout().gpus(), gpus, rank.gpuShare()),
                rank.memoryMib(),
                rank.diskMib(),
                domain,
                rank.exclusive());
    }

    private static List<Share> shares(UnitIds ids, int[] places, int milli) {
        if (places.length == 1) {
            return List.of(share(ids.id(places[0]), milli));
        }
        Share[] shares = new Share[places.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = share(ids.id(places[i]), milli);
        }
        return List.of(shares);
    }

    private static Share share(int id, int milli) {
        return milli == Share.WHOLE ? Share.whole(id) : new Share(id, milli);
    }
}
