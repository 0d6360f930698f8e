package io.pergola.spi.slots;

import java.util.List;
import java.util.Map;

/**
 * What a parallel program needs, of nodes and of named quantities.
 *
 * @param ranks how many ranks; 0 for one that holds nothing on nodes
 * @param perRank what each of them needs
 * @param ranksPerNode how many ranks each of its nodes gets, exactly; 0 for as many as fit, one node being filled before the next
 * @param nodes the names of the only nodes that it may use; empty for any
 * @param consumables how much of each named quantity of the allocation, such as a licence; 0 requires that there is one of that
 *     name
 */
public record ResourceRequest(
        int ranks, RankRequirements perRank, int ranksPerNode, List<String> nodes, Map<String, Long> consumables) {

    private static final RankRequirements ONE_CORE = RankRequirements.ofCores(1);

    /** Checks and copies. */
    public ResourceRequest {
        nodes = List.copyOf(nodes);
        consumables = Map.copyOf(consumables);
        if (ranks < 0 || ranksPerNode < 0) {
            throw new IllegalArgumentException("Ranks count from 0: " + ranks + ", on a node " + ranksPerNode);
        }
        if (ranksPerNode > 0 && ranks % ranksPerNode != 0) {
            throw new IllegalArgumentException(
                    ranks + " ranks cannot be spread evenly, " + ranksPerNode + " on a node");
        }
        consumables.forEach((name, amount) -> {
            if (name.isBlank() || amount < 0) {
                throw new IllegalArgumentException(
                        "A consumable has a name and an amount from 0, not '" + name + "' and " + amount);
            }
        });
    }

    /**
     * So many ranks, packed on any nodes.
     *
     * @param ranks at least 1
     */
    public static ResourceRequest of(int ranks, RankRequirements perRank) {
        if (ranks < 1) {
            throw new IllegalArgumentException("A request has at least one rank, not " + ranks);
        }
        return new ResourceRequest(ranks, perRank, 0, List.of(), Map.of());
    }

    /** One rank of so many whole cores. */
    public static ResourceRequest ofCores(int cores) {
        return of(1, RankRequirements.ofCores(cores));
    }

    /** Named quantities and nothing on nodes. */
    public static ResourceRequest ofConsumables(Map<String, Long> consumables) {
        return new ResourceRequest(0, ONE_CORE, 0, List.of(), consumables);
    }

    /** The same for ranks of another kind. */
    public ResourceRequest withPerRank(RankRequirements rank) {
        return new ResourceRequest(ranks, rank, ranksPerNode, nodes, consumables);
    }

    /** The same with exactly so many ranks on each node. */
    public ResourceRequest withRanksPerNode(int count) {
        return new ResourceRequest(ranks, perRank, count, nodes, consumables);
    }

    /** The same on these nodes only. */
    public ResourceRequest onNodes(List<String> names) {
        return new ResourceRequest(ranks, perRank, ranksPerNode, names, consumables);
    }

    /** The same with these named quantities. */
    public ResourceRequest withConsumables(Map<String, Long> amounts) {
        return new ResourceRequest(ranks, perRank, ranksPerNode, nodes, amounts);
    }
}
