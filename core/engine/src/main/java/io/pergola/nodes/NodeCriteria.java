package io.pergola.nodes;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a test asks of each node.
 *
 * @param onlyAvailable a job could start on it now; otherwise it only has to be up
 * @param partition it must be in, if any; not looked at where no node is in any partition
 * @param reservation it must be in. Without one, nodes held by a reservation are kept out; {@link #ANY_RESERVATION} takes all
 * @param across it must be one of these; empty for all
 * @param exclude it must be none of these
 * @param features it must have all of them; {@code a|b} for either
 * @param cpus least number of processors, 0 for any
 * @param memoryMib least memory in MiB, 0 for any; a node whose memory is not known passes
 * @param gpus least number of accelerators, 0 for any
 */
public record NodeCriteria(
        boolean onlyAvailable,
        Optional<String> partition,
        Optional<String> reservation,
        Set<String> across,
        Set<String> exclude,
        List<String> features,
        int cpus,
        long memoryMib,
        int gpus) {

    /** The reservation that stands for every node, reserved or not. */
    public static final String ANY_RESERVATION = "any";

    /** Every node that is up and not reserved. */
    public static final NodeCriteria UP =
            new NodeCriteria(false, Optional.empty(), Optional.empty(), Set.of(), Set.of(), List.of(), 0, 0, 0);

    /** Copies. */
    public NodeCriteria {
        across = Set.copyOf(across);
        exclude = Set.copyOf(exclude);
        features = List.copyOf(features);
    }
}
