package io.pergola.slots;

import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NumaDomain;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of the ledger, written down once more in the simplest way, without any index. */
final class PlainLedger {

    /** One node: what is free of each core and GPU in service, and how many slots it has of which claim. */
    private static final class Node {
        private final NodeResources resources;
        private final TreeMap<Integer, Integer> cores = new TreeMap<>();
        private final TreeMap<Integer, Integer> gpus = new TreeMap<>();
        private final Set<Integer> down = new HashSet<>();
        private long memory;
        private long disk;
        private final List<Integer> claims = new ArrayList<>();
        private int owner;

        Node(NodeResources resources) {
            this.resources = resources;
            resources.cores().forEach(core -> cores.put(core, Share.WHOLE));
            resources.gpus().forEach(gpu -> gpus.put(gpu, Share.WHOLE));
            memory = resources.memoryMib();
            disk = resources.diskMib();
        }

        boolean admits(int claim, boolean alone) {
            boolean others = claims.stream().anyMatch(other -> other != claim);
            return (owner == 0 || owner == claim) && (!alone || !others);
        }
    }

    private final List<Node> nodes;
    private final Map<String, Long> consumables;
    private int cursor;
    private boolean failed;
    private int claims;

    PlainLedger(List<NodeResources> nodes, Map<String, Long> consumables) {
        this.nodes = nodes.stream().map(Node::new).toList();
        this.consumables = new HashMap<>(consumables);
    }

    void coreDown(int node, int core) {
        nodes.get(node).down.add(core);
    }

    /** Null if there is too little. */
    @Nullable List<Slot> claim(ResourceRequest request) {
        if (!request.consumables().entrySet().stream()
                .allMatch(each -> consumables.getOrDefault(each.getKey(), -1L) >= each.getValue())) {
            return null;
        }
        claims++;
        var slots = new ArrayList<Slot>();
        int last = cursor;
        for (int i = 0; i < nodes.size() && slots.size() < request.ranks(); i++) {
            int number = (cursor + i) % nodes.size();
            List<Slot> here = onNode(nodes.get(number), request, request.ranks() - slots.size());
            slots.addAll(here);
            last = here.isEmpty() ? last : number;
        }
        if (slots.size() < request.ranks()) {
            slots.forEach(this::give);
            failed = true;
            return null;
        }
        cursor = last;
        request.consumables().forEach((name, amount) -> consumables.merge(name, -amount, Long::sum));
        return slots;
    }

    private List<Slot> onNode(Node node, ResourceRequest request, int missing) {
        boolean named = request.nodes().isEmpty() || request.nodes().contains(node.resources.name());
        int most = request.ranksPerNode() > 0 ? request.ranksPerNode() : missing;
        var slots = new ArrayList<Slot>();
        while (named
                && slots.size() < most
                && node.admits(claims, request.perRank().exclusive())) {
            Slot slot = pick(node, request.perRank());
            if (slot == null) {
                break;
            }
            take(node, slot);
            slots.add(slot);
        }
        if (request.ranksPerNode() > 0 && slots.size() < most) {
            slots.forEach(this::give);
            return List.of();
        }
        return slots;
    }

    private static @Nullable Slot pick(Node node, RankRequirements rank) {
        if ((rank.memoryMib() > 0 && node.memory < rank.memoryMib())
                || (rank.diskMib() > 0 && node.disk < rank.diskMib())) {
            return null;
        }
        List<NumaDomain> domains = rank.numa() && !node.resources.numa().isEmpty()
                ? node.resources.numa()
                : List.of(new NumaDomain(0, node.resources.cores(), node.resources.gpus()));
        for (NumaDomain domain : domains) {
            List<Share> cores = first(node, node.cores, domain.cores(), rank.cores(), rank.coreShare());
            List<Share> gpus = first(null, node.gpus, domain.gpus(), rank.gpus(), rank.gpuShare());
            if (cores.size() == rank.cores() && gpus.size() == rank.gpus()) {
                boolean within = rank.numa() && !node.resources.numa().isEmpty();
                return new Slot(
                        node.resources.name(),
                        node.resources.index(),
                        cores,
                        gpus,
                        rank.memoryMib(),
                        rank.diskMib(),
                        within ? domain.id() : Slot.ANYWHERE,
                        rank.exclusive());
            }
        }
        return null;
    }

    private static List<Share> first(
            @Nullable Node downOf, Map<Integer, Integer> free, List<Integer> allowed, int count, int milli) {
        return free.entrySet().stream()
                .filter(each -> allowed.contains(each.getKey()) && each.getValue() >= milli)
                .filter(each -> downOf == null || !downOf.down.contains(each.getKey()))
                .limit(count)
                .map(each -> new Share(each.getKey(), milli))
                .toList();
    }

    private void take(Node node, Slot slot) {
        slot.cores().forEach(core -> node.cores.merge(core.index(), -core.milli(), Integer::sum));
        slot.gpus().forEach(gpu -> node.gpus.merge(gpu.index(), -gpu.milli(), Integer::sum));
        node.memory -= slot.memoryMib();
        node.disk -= slot.diskMib();
        node.claims.add(claims);
        node.owner = slot.exclusive() ? claims : node.owner;
    }

    private int give(Slot slot) {
        int number = 0;
        while (!nodes.get(number).resources.name().equals(slot.node())) {
            number++;
        }
        Node node = nodes.get(number);
        slot.cores().forEach(core -> node.cores.merge(core.index(), core.milli(), Integer::sum));
        slot.gpus().forEach(gpu -> node.gpus.merge(gpu.index(), gpu.milli(), Integer::sum));
        node.memory += slot.memoryMib();
        node.disk += slot.diskMib();
        node.claims.removeLast();
        node.owner = node.claims.isEmpty() ? 0 : node.owner;
        return number;
    }

    void release(List<Slot> slots, Map<String, Long> amounts) {
        int lowest = slots.stream().mapToInt(this::give).min().orElse(-1);
        if (failed && lowest >= 0) {
            cursor = lowest;
            failed = false;
        }
        amounts.forEach((name, amount) -> consumables.merge(name, amount, Long::sum));
    }
}
