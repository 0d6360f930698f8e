package io.pergola.slots;

import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NumaDomain;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Shortage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What fits in a view if everything is free. Nodes that are alike are looked at once for each kind of rank; the answer is what the
 * search itself finds on such a node.
 */
final class Capacity {

    /** More kinds of ranks than this are not remembered at once. */
    private static final int MOST_REMEMBERED = 1000;

    /** What must be the same for whole nodes to be alike. */
    private record Likeness(
            List<Integer> cores,
            List<Integer> gpus,
            List<NumaDomain> domains,
            long memory,
            long disk,
            List<Integer> downCores,
            List<Integer> downGpus) {

        static Likeness of(NodeState state) {
            NodeResources node = state.layout().node();
            return new Likeness(
                    node.cores(),
                    node.gpus(),
                    node.numa(),
                    node.memoryMib(),
                    node.diskMib(),
                    state.downCores(),
                    state.downGpus());
        }
    }

    /** Places that are alike: what each has when it is empty, and how many there are. */
    private static final class Kind {
        private final NodeState empty;
        private final @Nullable NodeLimit limit;
        private int places;

        Kind(NodeState empty, @Nullable NodeLimit limit) {
            this.empty = empty;
            this.limit = limit;
        }

        int cores() {
            return empty.cores().countWhole(NodeLimit.cores(limit));
        }

        int gpus() {
            return empty.gpus().countWhole(NodeLimit.gpus(limit));
        }
    }

    private final SlotView view;
    private final List<Kind> kinds = new ArrayList<>();
    /** Of each place the number of its kind; -1 if its node is down. */
    private final int[] kindOf;

    private final Map<RankRequirements, int[]> ranks = new HashMap<>();

    /** As things are now; whoever puts a core or node out of service or into it makes a new one. */
    Capacity(SlotView view) {
        this.view = view;
        this.kindOf = new int[view.size()];
        var alike = new HashMap<Likeness, Integer>();
        for (int place = 0; place < kindOf.length; place++) {
            NodeState state = view.look(place);
            kindOf[place] = state.isUp() ? kind(state, view.limit(place), alike) : -1;
        }
    }

    private int kind(NodeState state, @Nullable NodeLimit limit, Map<Likeness, Integer> alike) {
        int number = limit == null
                ? alike.computeIfAbsent(Likeness.of(state), fresh -> add(state, null))
                : add(state, limit);
        kinds.get(number).places++;
        return number;
    }

    private int add(NodeState state, @Nullable NodeLimit limit) {
        kinds.add(new Kind(state.emptied(), limit));
        return kinds.size() - 1;
    }

    /**
     * Why the request can never be met with at least so many ranks, or empty if it can. A consumable that is not there counts as 0
     * of it.
     */
    Optional<Shortage> shortage(ResourceRequest request, int least, Consumables consumables) {
        for (Map.Entry<String, Long> wanted : request.consumables().entrySet()) {
            long capacity = consumables.capacity(wanted.getKey());
            if (wanted.getValue() > capacity) {
                return Optional.of(new Shortage("of " + wanted.getKey(), wanted.getValue(), capacity));
            }
        }
        if (request.ranks() == 0) {
            return Optional.empty();
        }
        long fitting = fitting(request, ranks(request.perRank()));
        if (fitting >= least) {
            return Optional.empty();
        }
        return onOneNode(request.perRank()).or(() -> Optional.of(new Shortage(ranksInWords(request), least, fitting)));
    }

    private static String ranksInWords(ResourceRequest request) {
        String how = request.ranksPerNode() > 0 ? ", " + request.ranksPerNode() + " on a node" : "";
        return "ranks" + how + (request.nodes().isEmpty() ? "" : " on the nodes that it names");
    }

    private long fitting(ResourceRequest request, int[] ofKind) {
        long fitting = 0;
        if (request.nodes().isEmpty()) {
            for (int kind = 0; kind < ofKind.length; kind++) {
                fitting += (long) kinds.get(kind).places * usable(request, ofKind[kind]);
            }
            return fitting;
        }
        BitSet places = view.placesThere(request.nodes());
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            fitting += kindOf[place] < 0 ? 0 : usable(request, ofKind[kindOf[place]]);
        }
        return fitting;
    }

    private static int usable(ResourceRequest request, int fitting) {
        int exactly = request.ranksPerNode();
        if (exactly == 0) {
            return fitting;
        }
        return fitting < exactly ? 0 : exactly;
    }

    /** How many such ranks a place of each kind holds. */
    private int[] ranks(RankRequirements rank) {
        int[] known = ranks.get(rank);
        if (known == null) {
            known = kinds.stream()
                    .mapToInt(kind -> RankCount.of(kind.empty, rank, kind.limit, Integer.MAX_VALUE))
                    .toArray();
            if (ranks.size() >= MOST_REMEMBERED) {
                ranks.clear();
            }
            ranks.put(rank, known);
        }
        return known;
    }

    private Optional<Shortage> onOneNode(RankRequirements rank) {
        return more("cores on one node", rank.cores(), Kind::cores)
                .or(() -> more("GPUs on one node", rank.gpus(), Kind::gpus))
                .or(() -> more("MiB of memory on one node", rank.memoryMib(), kind -> kind.empty.memory()))
                .or(() -> more("MiB of disk on one node", rank.diskMib(), kind -> kind.empty.disk()));
    }

    private Optional<Shortage> more(String what, long wanted, ToLongFunction<Kind> capacity) {
        OptionalLong most = kinds.stream().mapToLong(capacity).max();
        return wanted > most.orElse(0) ? Optional.of(new Shortage(what, wanted, most.orElse(0))) : Optional.empty();
    }
}
