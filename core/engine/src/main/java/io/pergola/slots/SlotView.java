package io.pergola.slots;

import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.SlotException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some nodes of an allocation, or parts of them, in the order of the nodes: with an index of what is free there, and a place where
 * searches begin.
 */
final class SlotView implements Ground {

    /** Where the next search begins, and whether one has found too little since something was given back. */
    record Start(int place, boolean hasFailed) {}

    /** A node, or a part of it. */
    record Place(int node, @Nullable NodeLimit limit) {}

    private final NodeTable nodes;
    private final Place[] places;
    /** Of each node its first place here; its last one stands before the next node's first. */
    private final int[] firstOf;

    private final FreeIndex index;
    private final int[] measured = new int[Need.QUANTITIES];
    private @Nullable Capacity capacity;
    private Start start = new Start(0, false);

    /** Of these places, in the order of their nodes. */
    SlotView(NodeTable nodes, List<Place> places) {
        this.nodes = nodes;
        this.places = places.toArray(Place[]::new);
        this.firstOf = new int[nodes.size() + 1];
        this.index = new FreeIndex(places.size());
        for (int place = 0; place < this.places.length; place++) {
            firstOf[this.places[place].node() + 1] = place + 1;
            measure(place);
        }
        for (int node = 1; node < firstOf.length; node++) {
            firstOf[node] = Math.max(firstOf[node], firstOf[node - 1]);
        }
        nodes.add(this);
    }

    /** Of all nodes, whole. */
    static SlotView all(NodeTable nodes) {
        var places = new ArrayList<Place>(nodes.size());
        for (int node = 0; node < nodes.size(); node++) {
            places.add(new Place(node, null));
        }
        return new SlotView(nodes, places);
    }

    /** What is free on its nodes, each of them once. */
    List<NodeUse> use() {
        var use = new ArrayList<NodeUse>();
        for (int node = 0; node < nodes.size(); node++) {
            if (has(node)) {
                use.add(nodes.state(node).use());
            }
        }
        return use;
    }

    /** Whether any of the node belongs to it. */
    boolean has(int node) {
        return firstOf[node] < firstOf[node + 1];
    }

    int size() {
        return places.length;
    }

    Start start() {
        return start;
    }

    void start(Start other) {
        start = other;
    }

    /** What fits here if everything is free. */
    Capacity capacity() {
        if (capacity == null) {
            capacity = new Capacity(this);
        }
        return capacity;
    }

    void capacityChanged() {
        capacity = null;
    }

    /** What is free on a node has changed. */
    void nodeChanged(int node) {
        for (int place = firstOf[node]; place < firstOf[node + 1]; place++) {
            measure(place);
        }
    }

    private void measure(int place) {
        Need.measure(look(place), limit(place), measured);
        index.set(place, measured);
    }

    /** Something was given back; the next search begins there if one has found too little since the last time. */
    void released(int firstNode) {
        if (start.hasFailed() && has(firstNode)) {
            start = new Start(firstOf[firstNode], false);
        }
    }

    /** Searches on from where the last search ended, and takes what it finds; null if it is too little. */
    @Nullable SlotSearch search(ResourceRequest request, long claim) {
        var search = new SlotSearch(this, request, request.ranks(), claim);
        boolean found = search.runRound(start.place());
        if (!found || search.lastPlace() != start.place()) {
            start = new Start(found ? search.lastPlace() : start.place(), start.hasFailed() || !found);
        }
        return found ? search : null;
    }

    @Override
    public int next(Need need, int from) {
        return index.next(need, from);
    }

    @Override
    public NodeState look(int place) {
        return nodes.state(places[place].node());
    }

    @Override
    public NodeState open(int place) {
        return look(place);
    }

    @Override
    public void changed(int place) {
        nodes.changed(places[place].node());
    }

    @Override
    public @Nullable NodeLimit limit(int place) {
        return places[place].limit();
    }

    @Override
    public BitSet places(List<String> names) {
        for (String name : names) {
            if (!has(nodes.number(name))) {
                throw new SlotException("node " + name + " does not belong to this part");
            }
        }
        return placesThere(names);
    }

    /** The same without a word about those that are not here. */
    BitSet placesThere(List<String> names) {
        var found = new BitSet();
        for (String name : names) {
            Integer node = nodes.numberOrNull(name);
            if (node != null) {
                found.set(firstOf[node], firstOf[node + 1]);
            }
        }
        return found;
    }

    /** Its places on nodes of these names. */
    SlotView partition(List<String> names) {
        return new SlotView(
                nodes, places(names).stream().mapToObj(place -> places[place]).toList());
    }

    /** Each of its places cut into so many. */
    SlotView split(int parts) {
        var cut = new ArrayList<Place>();
        for (Place place : places) {
            NodeLayout layout = nodes.state(place.node()).layout();
            long[][] cores = layout.cores().deal(parts, NodeLimit.cores(place.limit()));
            long[][] gpus = layout.gpus().deal(parts, NodeLimit.gpus(place.limit()));
            for (int part = 0; part < parts; part++) {
                cut.add(new Place(place.node(), NodeLimit.part(cores[part], gpus[part])));
            }
        }
        return new SlotView(nodes, cut);
    }
}
