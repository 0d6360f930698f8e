package io.pergola.slots;

import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.ArrayList;
import java.util.List;

/** What is free on one node now. */
final class NodeState {

    /** Nobody has the node for himself. */
    private static final long NOBODY = 0;

    private NodeLayout layout;
    private final UnitSet cores;
    private final UnitSet gpus;
    private long memory;
    private long disk;
    private int slots;
    private boolean up = true;
    private long owner = NOBODY;

    /** All of it is free. */
    NodeState(NodeLayout layout) {
        this(
                layout,
                new UnitSet(layout.cores().size()),
                new UnitSet(layout.gpus().size()));
        memory = layout.node().memoryMib();
        disk = layout.node().diskMib();
    }

    private NodeState(NodeLayout layout, UnitSet cores, UnitSet gpus) {
        this.layout = layout;
        this.cores = cores;
        this.gpus = gpus;
    }

    NodeState copy() {
        var copy = new NodeState(layout, cores.copy(), gpus.copy());
        copy.memory = memory;
        copy.disk = disk;
        copy.slots = slots;
        copy.up = up;
        copy.owner = owner;
        return copy;
    }

    /** The same node with all free that is not down. */
    NodeState emptied() {
        var empty = new NodeState(layout, cores.emptied(), gpus.emptied());
        empty.memory = layout.node().memoryMib();
        empty.disk = layout.node().diskMib();
        empty.up = up;
        return empty;
    }

    NodeLayout layout() {
        return layout;
    }

    UnitSet cores() {
        return cores;
    }

    UnitSet gpus() {
        return gpus;
    }

    long memory() {
        return memory;
    }

    long disk() {
        return disk;
    }

    boolean isIdle() {
        return slots == 0;
    }

    boolean isUp() {
        return up;
    }

    void up(boolean value) {
        up = value;
    }

    /** Whether slots of that claim may be here at all; {@code alone} if it wants the node for itself. */
    boolean admits(long claim, boolean alone) {
        return up && (owner == claim || (owner == NOBODY && (!alone || slots == 0)));
    }

    /** Takes what was picked here. */
    void take(Slot slot, long claim) {
        for (Share core : slot.cores()) {
            cores.take(layout.cores().place(core.index()), core.milli());
        }
        for (Share gpu : slot.gpus()) {
            gpus.take(layout.gpus().place(gpu.index()), gpu.milli());
        }
        memory -= slot.memoryMib();
        disk -= slot.diskMib();
        slots++;
        if (slot.exclusive()) {
            owner = claim;
        }
    }

    /** Gives back what was taken. */
    void give(Slot slot) {
        for (Share core : slot.cores()) {
            cores.give(layout.cores().place(core.index()), core.milli());
        }
        for (Share gpu : slot.gpus()) {
            gpus.give(layout.gpus().place(gpu.index()), gpu.milli());
        }
        memory += slot.memoryMib();
        disk += slot.diskMib();
        slots--;
        if (slots == 0) {
            owner = NOBODY;
        }
    }

    /** Adds cores that are not in service yet, which count on from the last one. */
    void grow(NodeLayout larger) {
        layout = larger;
        cores.grow(larger.cores().size());
    }

    NodeUse use() {
        NodeResources node = layout.node();
        return new NodeUse(
                node,
                up,
                free(cores, layout.cores()),
                free(gpus, layout.gpus()),
                node.memoryMib() == NodeResources.UNCOUNTED ? NodeResources.UNCOUNTED : memory,
                node.diskMib() == NodeResources.UNCOUNTED ? NodeResources.UNCOUNTED : disk,
                downCores(),
                downGpus(),
                owner != NOBODY);
    }

    List<Integer> downCores() {
        return down(cores, layout.cores());
    }

    List<Integer> downGpus() {
        return down(gpus, layout.gpus());
    }

    private static List<Share> free(UnitSet units, UnitIds ids) {
        var free = new ArrayList<Share>();
        for (int place = 0; place < ids.size(); place++) {
            int milli = units.isInService(place) ? units.free(place) : 0;
            if (milli > 0) {
                free.add(milli == Share.WHOLE ? Share.whole(ids.id(place)) : new Share(ids.id(place), milli));
            }
        }
        return free;
    }

    private static List<Integer> down(UnitSet units, UnitIds ids) {
        if (!units.anyDown()) {
            return List.of();
        }
        var down = new ArrayList<Integer>();
        for (int place = 0; place < ids.size(); place++) {
            if (units.isDown(place)) {
                down.add(ids.id(place));
            }
        }
        return down;
    }
}
