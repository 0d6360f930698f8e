package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Cuts nodes into chunks once it is settled that this can be done. */
final class Chunker {

    private final List<NodeInfo> included;
    private final Chunking rule;
    private final ChunkFacts facts;
    private final long seed;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<NodeInfo> unused = new ArrayList<>();

    Chunker(List<NodeInfo> included, Chunking rule, ChunkFacts facts) {
        this.included = included;
        this.rule = rule;
        this.facts = facts;
        this.seed = rule.seed().orElse(facts.seed());
    }

    /** Chunks of {@code size} nodes each, those included not counted; 0 for all that hang together. */
    ChunkCut.Chunks bySize(List<NodeInfo> pool, int size) {
        if (rule.selection() == Selection.TOPOLOGY && !pool.isEmpty()) {
            bySwitch(pool, size);
        } else {
            cut(pool, Sizes.of(pool.size(), size == 0 ? pool.size() : size, rule.extra()));
        }
        return result();
    }

    /** So many chunks. */
    ChunkCut.Chunks byCount(List<NodeInfo> pool, int count) {
        cut(pool, Sizes.pieces(pool.size(), count, rule.extra()));
        return result();
    }

    private ChunkCut.Chunks result() {
        boolean chance = rule.selection() == Selection.RANDOM || rule.selection() == Selection.RAND_DIST;
        return new ChunkCut.Chunks(
                chunks, FilteredNodes.sorted(unused), chance ? OptionalLong.of(seed) : OptionalLong.empty());
    }

    /** Each switch by itself. Nodes of which no switch is known stand together, after the others. */
    private void bySwitch(List<NodeInfo> pool, int size) {
        SequencedMap<String, List<NodeInfo>> switches = new TreeMap<>();
        List<NodeInfo> loose = new ArrayList<>();
        for (NodeInfo node : pool) {
            String name = facts.switches().get(node.name());
            (name == null ? loose : switches.computeIfAbsent(name, key -> new ArrayList<>())).add(node);
        }
        List<List<NodeInfo>> groups = new ArrayList<>(switches.values());
        groups.add(loose);
        for (List<NodeInfo> group : groups) {
            if (rule.extra() == Extra.DISCARD && group.size() < size) {
                unused.addAll(group);
            } else if (!group.isEmpty()) {
                cut(group, Sizes.of(group.size(), size == 0 ? group.size() : size, rule.extra()));
            }
        }
    }

    private void cut(List<NodeInfo> pool, Sizes sizes) {
        List<NodeInfo> order = order(pool, sizes.taken());
        int from = 0;
        List<NodeInfo> before = List.of();
        for (int taken : sizes.taken()) {
            List<NodeInfo> own = order.subList(from, from + taken);
            from += taken;
            List<NodeInfo> full = filledUp(own, before, sizes.full());
            chunks.add(new Chunk(chunks.size(), included, FilteredNodes.sorted(full)));
            before = own.size() < sizes.full() ? before : own;
        }
        unused.addAll(order.subList(from, order.size()));
    }

    private static List<NodeInfo> filledUp(List<NodeInfo> own, List<NodeInfo> before, int full) {
        int wanting = Math.min(full - own.size(), before.size());
        if (wanting <= 0) {
            return own;
        }
        List<NodeInfo> filled = new ArrayList<>(before.subList(0, wanting));
        filled.addAll(own);
        return filled;
    }

    private List<NodeInfo> order(List<NodeInfo> pool, List<Integer> sizes) {
        int n = pool.size();
        return switch (rule.selection()) {
            case CONTIGUOUS, TOPOLOGY -> pool;
            case LEAST_TESTED -> longestWaiting(pool);
            case RANDOM -> ordered(pool, Picker.shuffled(n, new Random(seed)));
            case DISTRIBUTED -> ordered(pool, Picker.distributed(n, sizes));
            case RAND_DIST -> ordered(pool, Picker.scattered(n, sizes, new Random(seed)));
        };
    }

    private static List<NodeInfo> ordered(List<NodeInfo> pool, int[] order) {
        List<NodeInfo> nodes = new ArrayList<>(order.length);
        for (int index : order) {
            nodes.add(pool.get(index));
        }
        return nodes;
    }

    /** The sort is stable, so names decide between equals. */
    private List<NodeInfo> longestWaiting(List<NodeInfo> pool) {
        return pool.stream()
                .map(node -> Map.entry(node, facts.lastPass().apply(node.name()).orElse(Instant.MIN)))
                .sorted(Comparator.comparing(Map.Entry<NodeInfo, Instant>::getValue))
                .map(Map.Entry::getKey)
                .toList();
    }
}
