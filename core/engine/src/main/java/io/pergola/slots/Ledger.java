package io.pergola.slots;

import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Shortage;
import io.pergola.spi.slots.Slot;
import io.pergola.spi.slots.SlotException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The only holder of what is occupied in an allocation. A claim takes all that it names, on all nodes, or nothing; what is given
 * back must have been claimed here. Not safe for use by several threads.
 */
public final class Ledger {

    private final NodeTable nodes;
    private final SlotView all;
    private final Consumables consumables;
    private final Map<String, List<LedgerLease>> ofJobs = new HashMap<>();
    private long claims;

    /**
     * All of it is free.
     *
     * @param nodes in the order in which they are filled
     * @param consumables how much there is of each named quantity
     */
    public Ledger(List<NodeResources> nodes, Map<String, Long> consumables) {
        this.nodes = new NodeTable(nodes);
        this.all = SlotView.all(this.nodes);
        this.consumables = new Consumables(consumables);
    }

    NodeTable nodes() {
        return nodes;
    }

    SlotView all() {
        return all;
    }

    Consumables named() {
        return consumables;
    }

    /** What is free on each node. */
    public List<NodeUse> use() {
        return nodes.use();
    }

    /** How much is free of each named quantity, in the order of their names. */
    public Map<String, Long> consumables() {
        return consumables.free();
    }

    /** The named quantities that it asks for and that are not there, in order. */
    public SortedSet<String> unknown(ResourceRequest request) {
        return consumables.unknown(request.consumables());
    }

    /**
     * Why the request can never be met, not even with {@code least} of its ranks, if it cannot. Cores that are not in service
     * count, those that are down do not.
     */
    public Optional<Shortage> shortage(ResourceRequest request, int least) {
        return shortage(all, request, least);
    }

    Optional<Shortage> shortage(SlotView view, ResourceRequest request, int least) {
        return view.capacity().shortage(request, least, consumables);
    }

    /**
     * Finds slots and claims them, as {@link io.pergola.spi.slots.SlotAllocator#claim(ResourceRequest)} does; a request that can
     * never fit is not told from one that does not fit now.
     *
     * @param job the job with which the lease ends, or null
     */
    public Optional<Lease> claim(ResourceRequest request, @Nullable String job) {
        return claim(all, request, job);
    }

    /** What {@link #claim(SlotView, ResourceRequest, String)} would take; takes nothing. */
    Optional<Placement> find(SlotView view, ResourceRequest request) {
        if (!consumables.has(request.consumables())) {
            return Optional.empty();
        }
        SlotView.Start before = view.start();
        SlotSearch search = request.ranks() > 0 ? view.search(request, ++claims) : null;
        view.start(before);
        if (request.ranks() > 0 && search == null) {
            return Optional.empty();
        }
        List<Slot> slots = search == null ? List.of() : List.copyOf(search.slots());
        if (search != null) {
            search.giveBack(0);
        }
        return Optional.of(new Placement(slots, request.consumables()));
    }

    Optional<Lease> claim(SlotView view, ResourceRequest request, @Nullable String job) {
        if (!consumables.has(request.consumables())) {
            return Optional.empty();
        }
        List<Slot> slots = List.of();
        if (request.ranks() > 0) {
            SlotSearch search = view.search(request, ++claims);
            if (search == null) {
                return Optional.empty();
            }
            slots = search.slots();
        }
        consumables.take(request.consumables());
        return Optional.of(lease(new Placement(slots, request.consumables()), job));
    }

    /**
     * Claims exactly that.
     *
     * @param job the job with which the lease ends, or null
     * @throws SlotException if it cannot be had; nothing is claimed then
     */
    public Lease claim(Placement placement, @Nullable String job) {
        if (!consumables.has(placement.consumables())) {
            throw new SlotException("of the consumables " + consumables.free() + " are free, not "
                    + new TreeMap<>(placement.consumables()));
        }
        take(placement.slots(), ++claims);
        consumables.take(placement.consumables());
        return lease(placement, job);
    }

    private Lease lease(Placement placement, @Nullable String job) {
        var lease = new LedgerLease(placement, job, this);
        if (job != null) {
            ofJobs.computeIfAbsent(job, id -> new ArrayList<>(1)).add(lease);
        }
        return lease;
    }

    private void take(List<Slot> slots, long claim) {
        for (int taken = 0; taken < slots.size(); taken++) {
            try {
                take(slots.get(taken), claim);
            } catch (SlotException e) {
                slots.subList(0, taken).forEach(this::give);
                throw e;
            }
        }
    }

    private void take(Slot slot, long claim) {
        int node = nodes.number(slot);
        NodeState state = nodes.state(node);
        SlotCheck.refusal(state, slot, claim).ifPresent(why -> {
            throw new SlotException(why);
        });
        state.take(slot, claim);
        nodes.changed(node);
    }

    private void give(Slot slot) {
        int node = nodes.number(slot);
        nodes.state(node).give(slot);
        nodes.changed(node);
    }

    /**
     * Ends a lease.
     *
     * @throws SlotException if it has ended already, or is another ledger's; nothing changes then
     */
    public void release(Lease lease) {
        if (!(lease instanceof LedgerLease own) || own.owner() != this) {
            throw new SlotException("what is given back is not held: it was given back before, or never claimed here");
        }
        own.job().ifPresent(job -> forget(job, own));
        end(own);
    }

    private void forget(String job, LedgerLease lease) {
        ofJobs.computeIfPresent(job, (id, leases) -> {
            leases.remove(lease);
            return leases.isEmpty() ? null : leases;
        });
    }

    /** Ends all leases that are tied to a job; none is no mistake. */
    public void releaseAll(String job) {
        List<LedgerLease> leases = ofJobs.remove(job);
        if (leases != null) {
            leases.forEach(this::end);
        }
    }

    private void end(LedgerLease lease) {
        lease.end();
        Placement placement = lease.placement();
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < placement.slots().size(); i++) {
            Slot slot = placement.slots().get(i);
            give(slot);
            first = Math.min(first, nodes.number(slot.node()));
        }
        if (first < Integer.MAX_VALUE) {
            nodes.released(first);
        }
        consumables.give(placement.consumables());
    }

    /** A look ahead: a copy in which one can claim what is free now, without effect on this. */
    public SlotPlan plan() {
        return new SlotPlan(this);
    }

    /** Nothing more starts on that node, or something may again; what runs there is not touched. */
    public void nodeUp(String node, boolean up) {
        int number = nodes.number(node);
        nodes.state(number).up(up);
        serviceChanged(number);
    }

    /** A core is lost; whoever has it keeps it, and nobody gets it after that. */
    public void coreDown(String node, int core) {
        int number = nodes.number(node);
        nodes.state(number).cores().down(place(number, core));
        serviceChanged(number);
    }

    /** A GPU is lost, as a core is in {@link #coreDown}. */
    public void gpuDown(String node, int gpu) {
        int number = nodes.number(node);
        UnitIds gpus = nodes.state(number).layout().gpus();
        nodes.state(number).gpus().down(existing(node, "GPU", gpu, gpus.place(gpu)));
        serviceChanged(number);
    }

    /**
     * Whether a core may be handed out at present: in contrast to one that is down it counts for what can ever fit. One that was
     * down is not any more. Cores behind the node's last one come into being by this, free.
     */
    public void coreInService(String node, int core, boolean value) {
        int number = nodes.number(node);
        NodeState state = nodes.state(number);
        UnitIds ids = state.layout().cores();
        boolean more = core >= 0 && (ids.size() == 0 || core > ids.id(ids.size() - 1));
        if (more) {
            state.grow(state.layout().withCoresUpTo(core));
        }
        int place = place(number, core);
        boolean lost = state.cores().isDown(place);
        state.cores().inService(place, value);
        if (more || lost) {
            serviceChanged(number);
        } else {
            nodes.changed(number);
        }
    }

    /** Whether a core is there, and may be handed out at present or is. */
    public boolean isInService(String node, int core) {
        NodeState state = nodes.state(nodes.number(node));
        int place = state.layout().cores().place(core);
        return place >= 0 && state.cores().isInService(place);
    }

    /** Takes the highest core of which everything is free out of service for the time being; empty if there is none. */
    public OptionalInt takeHighestFree(String node) {
        NodeState state = nodes.state(nodes.number(node));
        int place = state.cores().highestWhole();
        if (place < 0) {
            return OptionalInt.empty();
        }
        int core = state.layout().cores().id(place);
        coreInService(node, core, false);
        return OptionalInt.of(core);
    }

    private int place(int node, int core) {
        NodeLayout layout = nodes.state(node).layout();
        return existing(layout.node().name(), "core", core, layout.cores().place(core));
    }

    private static int existing(String node, String what, int index, int place) {
        if (place < 0) {
            throw new SlotException("node " + node + " has no " + what + " " + index);
        }
        return place;
    }

    private void serviceChanged(int node) {
        nodes.serviceChanged(node);
    }
}
