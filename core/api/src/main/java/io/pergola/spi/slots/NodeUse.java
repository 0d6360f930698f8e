package io.pergola.spi.slots;

import java.util.List;

/**
 * A node at one moment.
 *
 * @param node what it has
 * @param up whether anything may start there
 * @param freeCores cores with something free, and how much of each is; ascending
 * @param freeGpus the same of GPUs
 * @param freeMemoryMib MiB, or {@link NodeResources#UNCOUNTED}
 * @param freeDiskMib MiB, or {@link NodeResources#UNCOUNTED}
 * @param downCores cores that are out of service; ascending
 * @param downGpus the same of GPUs
 * @param exclusive whether somebody has it for himself
 */
public record NodeUse(
        NodeResources node,
        boolean up,
        List<Share> freeCores,
        List<Share> freeGpus,
        long freeMemoryMib,
        long freeDiskMib,
        List<Integer> downCores,
        List<Integer> downGpus,
        boolean exclusive) {

    /** Copies. */
    public NodeUse {
        freeCores = List.copyOf(freeCores);
        freeGpus = List.copyOf(freeGpus);
        downCores = List.copyOf(downCores);
        downGpus = List.copyOf(downGpus);
    }
}
