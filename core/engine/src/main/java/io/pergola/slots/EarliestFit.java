package io.pergola.slots;

import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Slot;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out after which of the running jobs' ends a request fits. One is told the ends in their order. */
public final class EarliestFit implements Ground {

    /** No other claim of this ground has a number. */
    private static final long CLAIM = -3;

    private final SlotPlan plan;
    private final NodeTable nodes;
    private final ResourceRequest request;
    private final int least;
    private final @Nullable SlotMask keep;
    private final @Nullable BitSet only;
    private final Map<Integer, NodeState> freed = new HashMap<>();
    private final Consumables consumables;
    private final int[] ranks;
    private long total;

    EarliestFit(SlotPlan plan, NodeTable nodes, ResourceRequest request, int least, @Nullable SlotMask keep) {
        this.plan = plan;
        this.nodes = nodes;
        this.request = request;
        this.least = least;
        this.keep = keep;
        this.only = request.nodes().isEmpty() ? null : places(request.nodes());
        this.consumables = plan.named().copy();
        this.ranks = new int[nodes.size()];
        for (int node = 0; node < ranks.length; node++) {
            count(node);
        }
    }

    private void count(int node) {
        if (request.ranks() == 0 || (only != null && !only.get(node))) {
            return;
        }
        int most = request.ranksPerNode() > 0 ? request.ranksPerNode() : request.ranks();
        int fitting = RankCount.of(look(node), request.perRank(), limit(node), most);
        if (request.ranksPerNode() > 0 && fitting < most) {
            fitting = 0;
        }
        total += fitting - ranks[node];
        ranks[node] = fitting;
    }

    /** Whether it fits after all ends that were told. */
    public boolean fits() {
        return total >= least
                && request.consumables().entrySet().stream()
                        .allMatch(each -> each.getValue() <= consumables.free(each.getKey()) - kept(each.getKey()));
    }

    private long kept(String consumable) {
        return keep == null ? 0 : keep.kept(consumable);
    }

    /** A job ends, and what it holds becomes free. */
    public void ended(Placement placement) {
        consumables.give(placement.consumables());
        int last = -1;
        for (Slot slot : placement.slots()) {
            int node = nodes.number(slot.node());
            if (last >= 0 && node != last) {
                count(last);
            }
            open(node).give(slot);
            last = node;
        }
        if (last >= 0) {
            count(last);
        }
    }

    /** What is not in service now, but not lost, comes back. */
    public void allInService() {
        for (int node = 0; node < nodes.size(); node++) {
            UnitSet cores = look(node).cores();
            for (int place = 0; place < cores.size(); place++) {
                if (!cores.isInService(place) && !cores.isDown(place)) {
                    open(node).cores().inService(place, true);
                    cores = look(node).cores();
                }
            }
            count(node);
        }
    }

    /** Where it would be, if it fits. To be asked once. */
    public Optional<Placement> placement() {
        if (request.ranks() == 0) {
            return Optional.of(new Placement(List.of(), request.consumables()));
        }
        var search = new SlotSearch(this, request, least, CLAIM);
        return search.run(0) ? Optional.of(new Placement(search.slots(), request.consumables())) : Optional.empty();
    }

    @Override
    public int next(Need need, int from) {
        return from < nodes.size() ? from : FreeIndex.NONE;
    }

    @Override
    public NodeState look(int node) {
        NodeState state = freed.get(node);
        return state == null ? plan.look(node) : state;
    }

    @Override
    public NodeState open(int node) {
        return freed.computeIfAbsent(node, number -> plan.look(number).copy());
    }

    @Override
    public void changed(int node) {
        // Nothing is indexed here.
    }

    @Override
    public @Nullable NodeLimit limit(int node) {
        return keep == null ? null : keep.limit(node);
    }

    @Override
    public BitSet places(List<String> names) {
        return plan.places(names);
    }
}
