package io.pergola.spi.slots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a program is to run, and what it holds meanwhile.
 *
 * @param slots one for each rank, in the order of the ranks
 * @param consumables how much of each named quantity
 */
public record Placement(List<Slot> slots, Map<String, Long> consumables) {

    /** Copies. */
    public Placement {
        slots = List.copyOf(slots);
        consumables = Map.copyOf(consumables);
    }

    /** Slots and no named quantities. */
    public static Placement of(List<Slot> slots) {
        return new Placement(slots, Map.of());
    }

    /** The names of the nodes, each once, in the order of their first rank. */
    public List<String> nodes() {
        return List.copyOf(ranksByNode().keySet());
    }

    private Map<String, Integer> ranksByNode() {
        var ranks = new LinkedHashMap<String, Integer>();
        slots.forEach(slot -> ranks.merge(slot.node(), 1, Integer::sum));
        return ranks;
    }

    /** A line for each node, in the order of their first rank; each line ends with a newline. */
    public String hostFile(HostFileForm form) {
        var text = new StringBuilder();
        ranksByNode().forEach((node, ranks) -> {
            text.append(node);
            switch (form) {
                case NAMES -> {}
                case SLOTS -> text.append(" slots=").append(ranks);
                case COLON -> text.append(':').append(ranks);
            }
            text.append('\n');
        });
        return text.toString();
    }

    /**
     * A line for each rank, with its node and cores, as in {@code rank 3=node7 slots=8,9}; each line ends with a newline.
     *
     * @throws IllegalStateException if a rank has no core, which such a file cannot say
     */
    public String rankFile() {
        var text = new StringBuilder();
        for (int rank = 0; rank < slots.size(); rank++) {
            Slot slot = slots.get(rank);
            if (slot.cores().isEmpty()) {
                throw new IllegalStateException("Rank " + rank + " on " + slot.node() + " has no core for a rank file");
            }
            text.append("rank ").append(rank).append('=').append(slot.node());
            String separator = " slots=";
            for (Share core : slot.cores()) {
                text.append(separator).append(core.index());
                separator = ",";
            }
            text.append('\n');
        }
        return text.toString();
    }
}
