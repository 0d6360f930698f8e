package io.pergola.nodes;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many nodes a run needs.
 *
 * @param min at least so many, at least 1
 * @param max at most so many; empty if the batch system decides. A maximum below the minimum is one of the {@link #problems}
 */
public record NodeDemand(int min, OptionalInt max) {

    /** What the batch system may give where only tasks are asked for. */
    private static final String NO_MAXIMUM = "None";

    /**
     * What a schedule section asks for: one node, if it asks for nothing.
     *
     * @param nodes {@code nodes}, if given
     * @param minNodes {@code min_nodes}, if given
     * @param tasks whether {@code tasks} is given; without {@code nodes}, their number is then left to the batch system
     * @param whole how many nodes percentages are of: those of the chunk
     */
    public static NodeDemand of(Optional<Quantity> nodes, Optional<Quantity> minNodes, boolean tasks, int whole) {
        Optional<Integer> least = minNodes.map(quantity -> quantity.atLeastOneOf(whole));
        if (nodes.isEmpty() && tasks) {
            return new NodeDemand(least.orElse(1), OptionalInt.empty());
        }
        int max = nodes.map(quantity -> quantity.atLeastOneOf(whole)).orElse(1);
        return new NodeDemand(least.orElse(max), OptionalInt.of(max));
    }

    /**
     * What is in the way of it.
     *
     * @param nodes all nodes
     * @param chunk how many nodes the chunk has
     * @param include how many nodes must be in every allocation
     */
    public List<Problem> problems(FilteredNodes nodes, int chunk, int include) {
        List<Problem> problems = new ArrayList<>();
        if (max.isPresent() && min > max.getAsInt()) {
            problems.add(Problem.error(
                            "min_nodes: the minimum of " + min + " nodes is more than the maximum of " + max.getAsInt())
                    .help("raise nodes, or lower min_nodes"));
        } else if (min > chunk) {
            problems.add(shortage(nodes, chunk));
        }
        if (max.isPresent() && include > max.getAsInt()) {
            problems.add(Problem.error(
                            "include_nodes names " + include + " nodes, but the test asks for only " + max.getAsInt())
                    .help("raise nodes to at least " + include));
        }
        return problems;
    }

    private Problem shortage(FilteredNodes nodes, int chunk) {
        int usable = nodes.usable().size();
        if (min <= usable) {
            return Problem.error("nodes: asked for " + min + ", but a chunk has " + chunk)
                    .help("lower nodes, or raise chunking.size");
        }
        String help = usable == 0 && nodes.removed().isEmpty()
                ? "the scheduler knows no nodes at all"
                : "'pergola nodes' shows every node with its reason";
        return Problem.error("nodes: not enough nodes: " + nodes.summary(min) + first(nodes))
                .help(help);
    }

    /** An example says more than a count: the reason may name the partition that was mistyped. */
    private static String first(FilteredNodes nodes) {
        return nodes.counts().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .flatMap(most -> nodes.removed().stream()
                        .filter(gone -> gone.filter() == most.getKey())
                        .findFirst())
                .map(gone -> " (such as " + gone.node().name() + ": " + gone.reason() + ")")
                .orElse("");
    }

    /** The variable {@code sched.requested_nodes}: {@code 4}, {@code 4-14}, or {@code 1-None} without a maximum. */
    public String text() {
        if (max.isPresent() && max.getAsInt() == min) {
            return Integer.toString(min);
        }
        return min + "-" + (max.isPresent() ? Integer.toString(max.getAsInt()) : NO_MAXIMUM);
    }
}
