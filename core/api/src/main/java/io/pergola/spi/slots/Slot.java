package io.pergola.spi.slots;

import java.util.List;

/**
 * What one rank holds on one node.
 *
 * @param node the node's host name
 * @param nodeIndex the node's number in the allocation
 * @param cores the cores, ascending, no core twice
 * @param gpus the GPUs, ascending, no GPU twice
 * @param memoryMib MiB of memory
 * @param diskMib MiB of local disk
 * @param numaDomain the id of the NUMA domain that it was confined to, or {@link #ANYWHERE}
 * @param exclusive whether nobody but its own job may be on the node
 */
public record Slot(
        String node,
        int nodeIndex,
        List<Share> cores,
        List<Share> gpus,
        long memoryMib,
        long diskMib,
        int numaDomain,
        boolean exclusive) {

    /** In place of a NUMA domain: it was confined to none. */
    public static final int ANYWHERE = -1;

    /** Checks and copies. */
    public Slot {
        cores = List.copyOf(cores);
        gpus = List.copyOf(gpus);
        if (memoryMib < 0 || diskMib < 0 || numaDomain < ANYWHERE) {
            throw new IllegalArgumentException(
                    "A slot on " + node + " with " + memoryMib + " and " + diskMib + " MiB in domain " + numaDomain);
        }
    }

    /** Whole cores and GPUs of a node, and nothing else. */
    public static Slot of(NodeResources node, List<Integer> cores, List<Integer> gpus) {
        return new Slot(node.name(), node.index(), whole(cores), whole(gpus), 0, 0, ANYWHERE, false);
    }

    private static List<Share> whole(List<Integer> indexes) {
        return indexes.stream().sorted().map(Share::whole).toList();
    }
}
