package io.pergola.slots;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.Share;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a node must at least have free for one rank, in the quantities by which nodes are indexed. A node that has it may still not
 * do, such as when its free cores are in different NUMA domains.
 */
final class Need {

    /** The quantities. */
    static final int WHOLE_CORES = 0;

    static final int OPEN_CORES = 1;
    static final int CORE_SHARE = 2;
    static final int WHOLE_GPUS = 3;
    static final int OPEN_GPUS = 4;
    static final int GPU_SHARE = 5;
    static final int MEMORY = 6;
    static final int DISK = 7;
    static final int IDLE = 8;

    /** How many quantities there are. */
    static final int QUANTITIES = 9;

    /** No claim has this number. */
    private static final long FOR_ANYONE = -1;

    /** The quantities that count, and how much of each. */
    final int[] quantities;

    final int[] least;

    Need(RankRequirements rank) {
        int[] all = new int[QUANTITIES];
        units(all, WHOLE_CORES, rank.cores(), rank.coreShare());
        units(all, WHOLE_GPUS, rank.gpus(), rank.gpuShare());
        all[MEMORY] = capped(rank.memoryMib());
        all[DISK] = capped(rank.diskMib());
        all[IDLE] = rank.exclusive() ? 1 : 0;
        int count = 0;
        for (int value : all) {
            count += value > 0 ? 1 : 0;
        }
        quantities = new int[count];
        least = new int[count];
        for (int quantity = 0, i = 0; i < count; quantity++) {
            if (all[quantity] > 0) {
                quantities[i] = quantity;
                least[i++] = all[quantity];
            }
        }
    }

    private static void units(int[] all, int first, int count, int share) {
        if (count > 0 && share == Share.WHOLE) {
            all[first] = count;
        } else if (count > 0) {
            all[first + 1] = count;
            all[first + 2] = share;
        }
    }

    private static int capped(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    /** How much of each quantity a node has; all 0 if nobody may start anything there. */
    static void measure(NodeState state, @Nullable NodeLimit limit, int[] into) {
        if (!state.admits(FOR_ANYONE, false)) {
            Arrays.fill(into, 0);
            return;
        }
        units(state.cores(), NodeLimit.cores(limit), into, WHOLE_CORES);
        units(state.gpus(), NodeLimit.gpus(limit), into, WHOLE_GPUS);
        into[MEMORY] = capped(state.memory());
        into[DISK] = capped(state.disk());
        into[IDLE] = state.isIdle() ? 1 : 0;
    }

    private static void units(UnitSet units, long @Nullable [] within, int[] into, int first) {
        into[first] = units.countWhole(within);
        into[first + 1] = units.countOpen(within);
        into[first + 2] = units.largestShare(within);
    }
}
