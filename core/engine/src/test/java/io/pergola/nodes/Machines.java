package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Machines for tests. */
final class Machines {

    private Machines() {}

    /** Nodes {@code n001}, {@code n002} and so on, all of them up. */
    static List<NodeInfo> of(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> NodeInfo.up(String.format("n%03d", i), 16, 64_000))
                .toList();
    }

    static FilteredNodes usable(int count) {
        return FilteredNodes.of(of(count), NodeCriteria.UP, Map.of());
    }

    static List<NodeInfo> changed(List<NodeInfo> nodes, String name, UnaryOperator<NodeInfo> change) {
        return nodes.stream()
                .map(node -> node.name().equals(name) ? change.apply(node) : node)
                .toList();
    }

    static NodeInfo down(NodeInfo node, String state, String reason) {
        return new NodeInfo(
                node.name(),
                false,
                false,
                node.cpus(),
                node.memoryMib(),
                node.gpus(),
                node.partitions(),
                node.reservations(),
                node.features(),
                state,
                reason);
    }

    /** A node with these names of partitions, reservations and features. */
    static NodeInfo node(String name, Set<String> partitions, Set<String> reservations, Set<String> features) {
        return new NodeInfo(name, true, true, 16, 64_000, 4, partitions, reservations, features, "IDLE", "");
    }

    static List<String> names(List<NodeInfo> nodes) {
        return nodes.stream().map(NodeInfo::name).toList();
    }
}
