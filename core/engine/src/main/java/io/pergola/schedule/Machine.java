package io.pergola.schedule;

import io.pergola.model.NodeInfo;
import io.pergola.spi.NodeInventory;
import java.util.Comparator;
import java.util.List;

/**
 * A scheduler's nodes, and what else is needed to choose among them.
 *
 * @param nodes what the inventory said, perhaps some time ago
 * @param inventory judges these nodes for each test; asked for its topology only if a test wants that
 * @param passes when its nodes last passed a test; asked only for tests that want those first that have waited longest
 * @param seed where chance begins for tests that do not say so; one for all that is started together
 */
public record Machine(List<NodeInfo> nodes, NodeInventory inventory, LastPasses passes, long seed) {

    /** Copies. */
    public Machine {
        nodes = List.copyOf(nodes);
    }

    /** The nodes as a test sees them that asks for nothing in particular; sorted by name as text. */
    public List<NodeInfo> judged() {
        return nodes.stream().sorted(Comparator.comparing(NodeInfo::name)).toList();
    }
}
