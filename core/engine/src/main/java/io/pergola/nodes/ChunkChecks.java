package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Settles sizes, and whether the nodes can be cut so at all. */
final class ChunkChecks {

    private final FilteredNodes nodes;
    private final Chunking rule;
    private final ChunkFacts facts;
    private final List<Problem> problems = new ArrayList<>();

    ChunkChecks(FilteredNodes nodes, Chunking rule, ChunkFacts facts) {
        this.nodes = nodes;
        this.rule = rule;
        this.facts = facts;
    }

    ChunkCut cut() {
        List<NodeInfo> included = nodes.usable().stream()
                .filter(node -> facts.include().contains(node.name()))
                .toList();
        missing(included);
        if (nodes.usable().isEmpty()) {
            problems.add(
                    new NodeDemand(1, OptionalInt.empty()).problems(nodes, 0, 0).getFirst());
        }
        if (!problems.isEmpty()) {
            return new ChunkCut.Refused(problems);
        }
        List<NodeInfo> pool = facts.include().isEmpty()
                ? nodes.usable()
                : nodes.usable().stream()
                        .filter(node -> !facts.include().contains(node.name()))
                        .toList();
        var chunker = new Chunker(included, rule, facts);
        if (rule.count().isPresent()) {
            int count = rule.count().getAsInt();
            checkCount(count, pool.size());
            return problems.isEmpty() ? chunker.byCount(pool, count) : new ChunkCut.Refused(problems);
        }
        int size = size(included.size());
        return problems.isEmpty() ? chunker.bySize(pool, size) : new ChunkCut.Refused(problems);
    }

    private void missing(List<NodeInfo> included) {
        Set<String> found = new HashSet<>();
        included.forEach(node -> found.add(node.name()));
        for (String name : facts.include()) {
            if (!found.contains(name)) {
                Optional<RemovedNode> gone = nodes.removal(name);
                problems.add(Problem.error("include_nodes: node '" + name + "' "
                                + gone.map(node -> "may not be used: " + node.reason())
                                        .orElse("is not known to the scheduler"))
                        .help("take it off include_nodes"
                                + (gone.isPresent() ? ", or change what filters it out" : "")));
            }
        }
    }

    private void checkCount(int count, int pool) {
        if (rule.selection() == Selection.TOPOLOGY) {
            problems.add(
                    Problem.error("chunking.count and node_selection 'topology' do not go together")
                            .help(
                                    "switches decide how many chunks there are; give chunking.size, or neither for a chunk a switch"));
        } else if (count > pool) {
            problems.add(Problem.error("chunking.count: cannot cut " + pool + " nodes into " + count + " pieces: "
                            + nodes.summary(count))
                    .help("give a count of at most " + pool));
        }
    }

    /** Nodes a chunk takes beside those included; 0 for all. */
    private int size(int included) {
        int usable = nodes.usable().size();
        int size = rule.size().wholesOf(usable);
        if (size == 0 || size >= usable) {
            return 0;
        }
        if (included >= size) {
            problems.add(Problem.error(
                            "include_nodes names " + included + " nodes, which leaves no room in chunks of " + size)
                    .help("raise chunking.size to at least " + (included + 1)));
        }
        return size - included;
    }
}
