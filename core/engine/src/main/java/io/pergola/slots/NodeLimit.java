package io.pergola.slots;

import org.jspecify.annotations.Nullable;

/** Which part of a node may be used. */
final class NodeLimit {

    private final long @Nullable [] cores;
    private final long @Nullable [] gpus;
    private final long memoryKept;
    private final long diskKept;
    private final boolean kept;

    private NodeLimit(long @Nullable [] cores, long @Nullable [] gpus, long memoryKept, long diskKept, boolean kept) {
        this.cores = cores;
        this.gpus = gpus;
        this.memoryKept = memoryKept;
        this.diskKept = diskKept;
        this.kept = kept;
    }

    /**
     * Only a part of the node is meant. Keeps the arrays.
     *
     * @param cores bits of the cores; null for all
     * @param gpus bits of the GPUs; null for all
     */
    static NodeLimit part(long @Nullable [] cores, long @Nullable [] gpus) {
        return new NodeLimit(cores, gpus, 0, 0, false);
    }

    /**
     * The rest is kept for somebody. Keeps the arrays.
     *
     * @param cores bits of the cores that are not kept
     * @param gpus bits of the GPUs that are not kept
     * @param memoryKept MiB of memory that must stay free
     * @param diskKept MiB of disk that must stay free
     */
    static NodeLimit besides(long[] cores, long[] gpus, long memoryKept, long diskKept) {
        return new NodeLimit(cores, gpus, memoryKept, diskKept, true);
    }

    /** Whether somebody else is to come to the node, so that nobody can have it alone. */
    static boolean isKept(@Nullable NodeLimit limit) {
        return limit != null && limit.kept;
    }

    static long @Nullable [] cores(@Nullable NodeLimit limit) {
        return limit == null ? null : limit.cores;
    }

    static long @Nullable [] gpus(@Nullable NodeLimit limit) {
        return limit == null ? null : limit.gpus;
    }

    static long memoryKept(@Nullable NodeLimit limit) {
        return limit == null ? 0 : limit.memoryKept;
    }

    static long diskKept(@Nullable NodeLimit limit) {
        return limit == null ? 0 : limit.diskKept;
    }

    /** What both bits allow. */
    static long @Nullable [] both(long @Nullable [] one, long @Nullable [] other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        long[] both = one.clone();
        for (int word = 0; word < both.length; word++) {
            both[word] &= other[word];
        }
        return both;
    }
}
