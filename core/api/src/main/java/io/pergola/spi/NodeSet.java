package io.pergola.spi;

import io.pergola.model.NodeInfo;
import java.util.List;

/**
 * The nodes of an allocation.
 *
 * @param nodes in the batch system's order, the one that runs the kickoff script first; never empty
 */
public record NodeSet(List<NodeInfo> nodes) {

    /** Checks and copies. */
    public NodeSet {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("An allocation holds at least one node");
        }
    }
}
