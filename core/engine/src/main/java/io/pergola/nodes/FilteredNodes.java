package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a machine, parted into those that a test may use and the others.
 *
 * @param usable sorted by name as text
 * @param removed the others with their reasons, sorted by name as text
 */
public record FilteredNodes(List<NodeInfo> usable, List<RemovedNode> removed) {

    /** Copies. */
    public FilteredNodes {
        usable = List.copyOf(usable);
        removed = List.copyOf(removed);
    }

    /**
     * Holds each node to the criteria.
     *
     * @param unfit the scheduler's own reasons, by name of node
     */
    public static FilteredNodes of(Collection<NodeInfo> nodes, NodeCriteria criteria, Map<String, String> unfit) {
        throw new UnsupportedOperationException();
    }

    /** How many nodes each filter took away; filters that took none are absent. */
    public Map<NodeFilter, Integer> counts() {
        return new EnumMap<>(NodeFilter.class);
    }

    /** {@code asked 8, usable 5: 3 down, 2 in exclude_nodes}. */
    public String summary(int asked) {
        return "";
    }
}
