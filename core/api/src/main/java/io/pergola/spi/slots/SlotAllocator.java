package io.pergola.spi.slots;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slots of an allocation for a program that schedules for itself. It and whatever else runs in the allocation take from the same
 * account, so nothing is handed out twice. Safe for use by several threads; each call is atomic.
 *
 * <p>A search goes over the nodes in their order, beginning where the last successful one ended, and fills a node before it goes
 * on to the next; on a node it takes the lowest free cores and GPUs. After a search that found too little, what is given back
 * moves the beginning to the first node that got something back.
 */
public interface SlotAllocator {

    /** Its nodes, and what is free on them now. */
    List<NodeUse> nodes();

    /** How much is free of each named quantity now. */
    Map<String, Long> consumables();

    /**
     * What {@link #claim(ResourceRequest)} would claim now; claims nothing.
     *
     * @throws UnsatisfiableException if it can never fit
     * @throws SlotException if it asks for a consumable or node that is not there
     */
    Optional<Placement> find(ResourceRequest request);

    /**
     * Finds slots and claims all of them, or none.
     *
     * @return empty if there is too little free now
     * @throws UnsatisfiableException if it can never fit
     * @throws SlotException if it asks for a consumable or node that is not there
     */
    Optional<Lease> claim(ResourceRequest request);

    /**
     * Claims exactly these slots and quantities. Where a search begins is not changed by it.
     *
     * @throws SlotException if any of it is not there, down, not free, or listed twice in a slot; nothing is claimed then
     */
    Lease claim(Placement placement);

    /**
     * Ends a lease.
     *
     * @throws SlotException if it has ended already, or was made by another allocation; nothing changes then
     */
    void release(Lease lease);

    /**
     * Some of its nodes. What is claimed there is claimed here. Each part costs something until the allocation ends: make it once.
     *
     * @param nodes names of its nodes; their order stays that of this allocator
     * @throws SlotException if one is not among them
     */
    SlotAllocator partition(List<String> nodes);

    /**
     * Each of its nodes cut into parts that count as nodes, so that one who thinks in whole nodes can share them. Cores and GPUs
     * are dealt out evenly, lower ones first, and what cannot be dealt evenly belongs to no part; memory and disk stay in
     * common. Slots of a part carry the name and index of the node.
     *
     * @param parts at least 1
     */
    SlotAllocator split(int parts);
}
