package io.pergola.slots;

import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as it would be with some claims more. Costs little to make; good for as long as the ledger itself does not change.
 * Searches take the first nodes that have room. Not safe for use by several threads.
 */
public final class SlotPlan implements Ground {

    /** Claims in plans have negative numbers, below those that mean something. */
    private static final long FIRST_CLAIM = -10;

    private final Ledger ledger;
    private final Map<Integer, NodeState> planned = new HashMap<>();
    private final Consumables consumables;
    private @Nullable SlotMask kept;
    private long claim = FIRST_CLAIM;
    private @Nullable ResourceRequest lastFound;
    private @Nullable SlotMask lastKept;
    private int lastPlace;

    SlotPlan(Ledger ledger) {
        this.ledger = ledger;
        this.consumables = ledger.named().copy();
    }

    /** What stays free when these are kept for somebody. */
    public SlotMask keeping(Collection<Placement> placements) {
        return new SlotMask(ledger.nodes(), placements);
    }

    /**
     * Finds slots and claims them in the plan.
     *
     * @param least with how few of its ranks it is content
     * @param keep what must not be touched, or null
     * @return empty if there is too little, and nothing is claimed then
     */
    public Optional<Placement> take(ResourceRequest request, int least, @Nullable SlotMask keep) {
        if (!has(request.consumables(), keep)) {
            return Optional.empty();
        }
        if (request.ranks() == 0) {
            return Optional.of(planned(new Placement(List.of(), request.consumables())));
        }
        SlotSearch search = search(request, least, keep);
        return search == null
                ? Optional.empty()
                : Optional.of(planned(new Placement(search.slots(), request.consumables())));
    }

    /** Whether {@link #take} would find enough; claims nothing. */
    public boolean fits(ResourceRequest request, int least, @Nullable SlotMask keep) {
        if (!has(request.consumables(), keep)) {
            return false;
        }
        SlotSearch search = request.ranks() == 0 ? null : search(request, least, keep);
        if (search != null) {
            search.giveBack(0);
        }
        return request.ranks() == 0 || search != null;
    }

    /** Whether there is so much of a named quantity. */
    public boolean hasConsumable(String name, long amount) {
        return consumables.free(name) >= amount;
    }

    /** Begins to look for the moment when the request fits, the claims of this plan counted. */
    public EarliestFit earliest(ResourceRequest request, int least, @Nullable SlotMask keep) {
        return new EarliestFit(this, ledger.nodes(), request, least, keep);
    }

    Consumables named() {
        return consumables;
    }

    private Placement planned(Placement placement) {
        consumables.take(placement.consumables());
        return placement;
    }

    private boolean has(Map<String, Long> wanted, @Nullable SlotMask keep) {
        return consumables.has(wanted)
                && (keep == null
                        || wanted.isEmpty()
                        || wanted.entrySet().stream()
                                .allMatch(each -> each.getValue() == 0
                                        || each.getValue()
                                                <= consumables.free(each.getKey()) - keep.kept(each.getKey())));
    }

    private @Nullable SlotSearch search(ResourceRequest request, int least, @Nullable SlotMask keep) {
        kept = keep;
        var search = new SlotSearch(this, request, least, --claim);
        // What is free becomes only less here: the places that had no room for the like of it have none now.
        if (!search.run(isLikeLast(request, keep) ? lastPlace : 0)) {
            return null;
        }
        lastFound = request;
        lastKept = keep;
        lastPlace = search.lastPlace();
        return search;
    }

    private boolean isLikeLast(ResourceRequest request, @Nullable SlotMask keep) {
        return lastFound != null
                && lastKept == keep
                && lastFound.ranksPerNode() == request.ranksPerNode()
                && lastFound.perRank().equals(request.perRank())
                && lastFound.nodes().equals(request.nodes());
    }

    @Override
    public int next(Need need, int from) {
        return ledger.all().next(need, from);
    }

    @Override
    public NodeState look(int node) {
        NodeState state = planned.isEmpty() ? null : planned.get(node);
        return state == null ? ledger.nodes().state(node) : state;
    }

    @Override
    public NodeState open(int node) {
        return planned.computeIfAbsent(
                node, number -> ledger.nodes().state(number).copy());
    }

    @Override
    public void changed(int node) {
        // The ledger's index tells the most that can be there; the state itself is looked at before anything is taken.
    }

    @Override
    public @Nullable NodeLimit limit(int node) {
        return kept == null ? null : kept.limit(node);
    }

    @Override
    public BitSet places(List<String> names) {
        return ledger.all().places(names);
    }
}
