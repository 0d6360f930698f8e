package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The nodes of a machine, parted into those that a test may use and the others.
 *
 * @param usable sorted by name as text
 * @param removed the others with their reasons, sorted by name as text
 */
public record FilteredNodes(List<NodeInfo> usable, List<RemovedNode> removed) {

    private static final Comparator<NodeInfo> BY_NAME =
            (some, other) -> some.name().compareTo(other.name());

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
        boolean partitions = nodes.stream().anyMatch(node -> !node.partitions().isEmpty());
        var judge = new NodeJudge(criteria, unfit, partitions);
        List<NodeInfo> usable = new ArrayList<>();
        List<RemovedNode> removed = new ArrayList<>();
        for (NodeInfo node : sorted(nodes)) {
            RemovedNode gone = judge.removal(node);
            if (gone == null) {
                usable.add(node);
            } else {
                removed.add(gone);
            }
        }
        return new FilteredNodes(usable, removed);
    }

    /** In the order of their names as text, which is Pavilion's and so the one that chunks are cut in. */
    static List<NodeInfo> sorted(Collection<NodeInfo> nodes) {
        List<NodeInfo> sorted = new ArrayList<>(nodes);
        // Most come sorted already, which the sort finds out at once.
        sorted.sort(BY_NAME);
        return sorted;
    }

    /** How many nodes each filter took away; filters that took none are absent. */
    public Map<NodeFilter, Integer> counts() {
        var counts = new EnumMap<NodeFilter, Integer>(NodeFilter.class);
        removed.forEach(node -> counts.merge(node.filter(), 1, Integer::sum));
        return counts;
    }

    /** Why a node is not usable; empty if it is, or if there is no such node. */
    public Optional<RemovedNode> removal(String name) {
        return removed.stream().filter(node -> node.node().name().equals(name)).findFirst();
    }

    /** {@code asked 8, usable 5: 3 down, 2 in exclude_nodes}. */
    public String summary(int asked) {
        String counts = counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
        String head = "asked " + asked + ", usable " + usable.size();
        return counts.isEmpty() ? head + " of " + usable.size() : head + ": " + counts;
    }
}
