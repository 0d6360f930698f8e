package io.pergola.slots;

import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.Slot;
import io.pergola.spi.slots.SlotException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes of an allocation, numbered in their order, and the views that want to know of changes. */
final class NodeTable {

    private final NodeState[] states;
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<SlotView> views = new ArrayList<>(1);

    NodeTable(List<NodeResources> nodes) {
        states = nodes.stream().map(NodeLayout::new).map(NodeState::new).toArray(NodeState[]::new);
        Set<Integer> indexes = new HashSet<>();
        for (NodeResources node : nodes) {
            if (byName.put(node.name(), byName.size()) != null || !indexes.add(node.index())) {
                throw new IllegalArgumentException(
                        "Two nodes have the name " + node.name() + " or the number " + node.index());
            }
        }
    }

    int size() {
        return states.length;
    }

    NodeState state(int node) {
        return states[node];
    }

    List<NodeUse> use() {
        return Arrays.stream(states).map(NodeState::use).toList();
    }

    /** The number of the node of that name. */
    int number(String name) {
        Integer number = byName.get(name);
        if (number == null) {
            throw new SlotException("there is no node " + name);
        }
        return number;
    }

    @Nullable Integer numberOrNull(String name) {
        return byName.get(name);
    }

    /** The number of a slot's node; both its name and its index must be right. */
    int number(Slot slot) {
        int number = number(slot.node());
        int index = states[number].layout().node().index();
        if (index != slot.nodeIndex()) {
            throw new SlotException("node " + slot.node() + " has the number " + index + ", not " + slot.nodeIndex());
        }
        return number;
    }

    void add(SlotView view) {
        views.add(view);
    }

    /** What is free on a node has changed. */
    void changed(int node) {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).nodeChanged(node);
        }
    }

    /** A node, core or GPU went out of service or came back, so that more or less can ever fit. */
    void serviceChanged(int node) {
        changed(node);
        views.forEach(SlotView::capacityChanged);
    }

    /** Something was given back; the first of its nodes is this. */
    void released(int firstNode) {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).released(firstNode);
        }
    }
}
