package io.pergola.plugins.slurm;

import io.pergola.model.NodeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines of {@code scontrol show nodes -o}. Thousands of nodes have the same few words, which are taken apart once. */
final class NodeLines {

    private static final Fields FIELDS = new Fields(Set.of(
            "NodeName", "CPUEfctv", "CPUTot", "RealMemory", "Gres", "State", "Partitions", "ActiveFeatures", "Reason"));

    private final Map<String, Set<String>> reservations;
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Map<String, Integer> gpus = new HashMap<>();
    /** One text for all that say the same: they are kept as long as the nodes. */
    private final Map<String, String> texts = new HashMap<>();

    private final StateJudge states = new StateJudge(NodeStates.DEFAULT);
    private final List<NodeInfo> nodes = new ArrayList<>();

    /** {@code reservations} by node. */
    NodeLines(Map<String, Set<String>> reservations) {
        this.reservations = reservations;
    }

    /** Takes the next line: one node, or what is passed over. */
    void read(String line) {
        if (line.startsWith("NodeName=")) {
            nodes.add(node(FIELDS.of(line)));
        }
    }

    /** The nodes of the lines until now. */
    List<NodeInfo> nodes() {
        return nodes;
    }

    private NodeInfo node(Map<String, String> fields) {
        String name = fields.getOrDefault("NodeName", "");
        String state = texts.computeIfAbsent(fields.getOrDefault("State", ""), text -> text);
        StateJudge.Standing standing = states.of(state);
        int usable = JobRecord.number(fields.get("CPUEfctv"));
        return new NodeInfo(
                name,
                standing.up(),
                standing.available(),
                usable > 0 ? usable : JobRecord.number(fields.get("CPUTot")),
                JobRecord.number(fields.get("RealMemory")),
                gpus.computeIfAbsent(fields.getOrDefault("Gres", ""), Gres::gpus),
                names(fields.getOrDefault("Partitions", "")),
                reservations.getOrDefault(name, Set.of()),
                names(fields.getOrDefault("ActiveFeatures", "")),
                state,
                fields.getOrDefault("Reason", ""));
    }

    private Set<String> names(String list) {
        return names.computeIfAbsent(list, NodeLines::apart);
    }

    private static Set<String> apart(String list) {
        return list.isEmpty() || list.equals("(null)")
                ? Set.of()
                : Arrays.stream(list.split(",", -1))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
