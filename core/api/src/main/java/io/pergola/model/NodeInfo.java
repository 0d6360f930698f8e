package io.pergola.model;

import java.util.Set;

/**
 * What is known of one node.
 *
 * @param name as the batch system writes it; never blank
 * @param up the node works
 * @param available a job could start on it now
 * @param cpus logical processors that may be used, at least 0
 * @param memoryMib memory in MiB, 0 if unknown
 * @param gpus number of accelerators
 * @param partitions names; empty if the batch system has none
 * @param reservations names of reservations that hold it
 * @param features names
 * @param state in the batch system's own words; may be empty
 * @param reason why it is not up, in the batch system's own words; may be empty
 */
public record NodeInfo(
        String name,
        boolean up,
        boolean available,
        int cpus,
        long memoryMib,
        int gpus,
        Set<String> partitions,
        Set<String> reservations,
        Set<String> features,
        String state,
        String reason) {

    /** Checks and copies. */
    public NodeInfo {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A node needs a name");
        }
        partitions = Set.copyOf(partitions);
        reservations = Set.copyOf(reservations);
        features = Set.copyOf(features);
    }

    /** A working node of which only the size is known. */
    public static NodeInfo up(String name, int cpus, long memoryMib) {
        return new NodeInfo(name, true, true, cpus, memoryMib, 0, Set.of(), Set.of(), Set.of(), "", "");
    }
}
