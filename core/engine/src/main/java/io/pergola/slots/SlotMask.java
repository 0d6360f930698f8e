package io.pergola.slots;

import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be left alone because it is kept for somebody. Cautious with what can be shared: of a core of which a part is kept
 * nothing may be used, and as much memory as is kept must be free beside what is used.
 */
public final class SlotMask {

    private final NodeTable nodes;
    private final Map<Integer, NodeLimit> limits = new HashMap<>();
    private final Map<String, Long> consumables = new HashMap<>();

    /** Of a ledger with those nodes. */
    SlotMask(NodeTable nodes, Collection<Placement> kept) {
        this.nodes = nodes;
        for (Placement placement : kept) {
            placement.slots().forEach(this::add);
            placement.consumables().forEach((name, amount) -> consumables.merge(name, amount, Long::sum));
        }
    }

    private void add(Slot slot) {
        Integer node = nodes.numberOrNull(slot.node());
        if (node == null) {
            return;
        }
        NodeLayout layout = nodes.state(node).layout();
        NodeLimit before = limits.get(node);
        long[] cores = bits(NodeLimit.cores(before), layout.cores(), slot.cores(), slot.exclusive());
        long[] gpus = bits(NodeLimit.gpus(before), layout.gpus(), slot.gpus(), slot.exclusive());
        limits.put(
                node,
                NodeLimit.besides(
                        cores,
                        gpus,
                        slot.memoryMib() + NodeLimit.memoryKept(before),
                        slot.diskMib() + NodeLimit.diskKept(before)));
    }

    private static long[] bits(long @Nullable [] before, UnitIds ids, List<Share> shares, boolean all) {
        if (all) {
            return new long[UnitIds.words(ids.size())];
        }
        long[] bits = before == null ? UnitSet.ones(ids.size()) : before;
        for (Share share : shares) {
            int place = ids.place(share.index());
            if (place >= 0) {
                bits[place >> 6] &= ~(1L << place);
            }
        }
        return bits;
    }

    /** What may be used of a node; null for all of it. */
    @Nullable NodeLimit limit(int node) {
        return limits.get(node);
    }

    /** How much of a named quantity must stay free. */
    long kept(String consumable) {
        return consumables.getOrDefault(consumable, 0L);
    }

    /** Whether the placement would take any of it. */
    public boolean isTouchedBy(Placement placement) {
        return placement.consumables().entrySet().stream()
                        .anyMatch(each -> each.getValue() > 0 && kept(each.getKey()) > 0)
                || placement.slots().stream().anyMatch(this::isTouchedBy);
    }

    private boolean isTouchedBy(Slot slot) {
        Integer node = nodes.numberOrNull(slot.node());
        NodeLimit limit = node == null ? null : limits.get(node);
        if (node == null || limit == null) {
            return false;
        }
        NodeLayout layout = nodes.state(node).layout();
        return slot.exclusive()
                || (slot.memoryMib() > 0 && NodeLimit.memoryKept(limit) > 0)
                || (slot.diskMib() > 0 && NodeLimit.diskKept(limit) > 0)
                || isTouchedBy(slot.cores(), layout.cores(), NodeLimit.cores(limit))
                || isTouchedBy(slot.gpus(), layout.gpus(), NodeLimit.gpus(limit));
    }

    private static boolean isTouchedBy(List<Share> shares, UnitIds ids, long @Nullable [] allowed) {
        for (Share share : shares) {
            int place = ids.place(share.index());
            if (allowed != null && place >= 0 && (allowed[place >> 6] >>> place & 1) == 0) {
                return true;
            }
        }
        return false;
    }
}
