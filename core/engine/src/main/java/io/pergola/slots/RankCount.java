package io.pergola.slots;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import org.jspecify.annotations.Nullable;

/** How many ranks a search would still put on a node. */
final class RankCount {

    /** No claim has this number. */
    private static final long NOBODY = -2;

    private RankCount() {}

    /** Not more than {@code most}; changes nothing. */
    static int of(NodeState state, RankRequirements rank, @Nullable NodeLimit limit, int most) {
        if (!state.admits(NOBODY, rank.exclusive()) || (rank.exclusive() && NodeLimit.isKept(limit))) {
            return 0;
        }
        boolean shared = (rank.cores() > 0 && rank.coreShare() < Share.WHOLE)
                || (rank.gpus() > 0 && rank.gpuShare() < Share.WHOLE);
        return shared || rank.numa() ? tried(state.copy(), rank, limit, most) : computed(state, rank, limit, most);
    }

    private static int tried(NodeState state, RankRequirements rank, @Nullable NodeLimit limit, int most) {
        var picker = new SlotPicker(rank);
        int count = 0;
        Slot slot = picker.pick(state, limit);
        while (slot != null) {
            state.take(slot, NOBODY);
            count++;
            slot = count < most ? picker.pick(state, limit) : null;
        }
        return count;
    }

    /** Of whole cores and GPUs, it does not matter which. */
    private static int computed(NodeState state, RankRequirements rank, @Nullable NodeLimit limit, int most) {
        long count = most;
        if (rank.cores() > 0) {
            count = Math.min(count, state.cores().countWhole(NodeLimit.cores(limit)) / rank.cores());
        }
        if (rank.gpus() > 0) {
            count = Math.min(count, state.gpus().countWhole(NodeLimit.gpus(limit)) / rank.gpus());
        }
        if (rank.memoryMib() > 0) {
            count = Math.min(count, (state.memory() - NodeLimit.memoryKept(limit)) / rank.memoryMib());
        }
        if (rank.diskMib() > 0) {
            count = Math.min(count, (state.disk() - NodeLimit.diskKept(limit)) / rank.diskMib());
        }
        return (int) Math.max(0, count);
    }
}
