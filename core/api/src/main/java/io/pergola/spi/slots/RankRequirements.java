package io.pergola.spi.slots;

/**
 * What one rank (one process of a parallel program) needs, all of it on one node.
 *
 * @param cores how many cores, no core twice
 * @param coreShare thousandths of each of them, 1 to {@link Share#WHOLE}
 * @param gpus how many GPUs, no GPU twice; a rank has at least one core or GPU
 * @param gpuShare thousandths of each of them
 * @param memoryMib MiB of memory; 0 is never refused
 * @param diskMib MiB of local disk; 0 is never refused
 * @param numa whether cores and GPUs must belong to one NUMA domain, where domains are known
 * @param exclusive whether nobody else may be on its node; ranks of the same request may
 */
public record RankRequirements(
        int cores,
        int coreShare,
        int gpus,
        int gpuShare,
        long memoryMib,
        long diskMib,
        boolean numa,
        boolean exclusive) {

    /** Checks the ranges. */
    public RankRequirements {
        if (cores < 0 || gpus < 0 || (cores == 0 && gpus == 0)) {
            throw new IllegalArgumentException("A rank needs cores or GPUs, not " + cores + " and " + gpus);
        }
        if (coreShare < 1 || coreShare > Share.WHOLE || gpuShare < 1 || gpuShare > Share.WHOLE) {
            throw new IllegalArgumentException(
                    "A share has 1 to " + Share.WHOLE + " thousandths, not " + coreShare + " and " + gpuShare);
        }
        if (memoryMib < 0 || diskMib < 0) {
            throw new IllegalArgumentException("A rank needs 0 MiB or more, not " + memoryMib + " and " + diskMib);
        }
    }

    /** So many whole cores and nothing else. */
    public static RankRequirements ofCores(int cores) {
        return new RankRequirements(cores, Share.WHOLE, 0, Share.WHOLE, 0, 0, false, false);
    }

    /** So many cores and so many GPUs, all of them whole. */
    public static RankRequirements of(int cores, int gpus) {
        return new RankRequirements(cores, Share.WHOLE, gpus, Share.WHOLE, 0, 0, false, false);
    }

    /** The same with a fraction of each core, from 0.001 to 1. */
    public RankRequirements withCoreShare(double fraction) {
        return new RankRequirements(cores, Share.milli(fraction), gpus, gpuShare, memoryMib, diskMib, numa, exclusive);
    }

    /** The same with so many GPUs, and a fraction of each, from 0.001 to 1. */
    public RankRequirements withGpus(int count, double fraction) {
        return new RankRequirements(
                cores, coreShare, count, Share.milli(fraction), memoryMib, diskMib, numa, exclusive);
    }

    /** The same with GPUs alone; there must be some. */
    public RankRequirements withoutCores() {
        return new RankRequirements(0, coreShare, gpus, gpuShare, memoryMib, diskMib, numa, exclusive);
    }

    /**
     * The same with so many GPUs: a whole number of whole ones, or a part of one.
     *
     * @param count a whole number, or from 0.001 to 1
     */
    public RankRequirements withGpus(double count) {
        if (count > 0 && count < 1) {
            return withGpus(1, count);
        }
        if (count != Math.rint(count) || count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("So many GPUs, or a part of one, not " + count);
        }
        return withGpus((int) count, 1);
    }

    /** The same with so much memory and local disk, in MiB. */
    public RankRequirements withMib(long memory, long disk) {
        return new RankRequirements(cores, coreShare, gpus, gpuShare, memory, disk, numa, exclusive);
    }

    /** The same within one NUMA domain. */
    public RankRequirements withinNuma() {
        return new RankRequirements(cores, coreShare, gpus, gpuShare, memoryMib, diskMib, true, exclusive);
    }

    /** The same with nobody else on the node. */
    public RankRequirements alone() {
        return new RankRequirements(cores, coreShare, gpus, gpuShare, memoryMib, diskMib, numa, true);
    }

    /** Whether it needs as much as the other, or more, of everything that is counted. Each needs as much as itself. */
    public boolean atLeast(RankRequirements other) {
        return cores >= other.cores
                && coreShare >= other.coreShare
                && gpus >= other.gpus
                && gpuShare >= other.gpuShare
                && memoryMib >= other.memoryMib
                && diskMib >= other.diskMib;
    }
}
