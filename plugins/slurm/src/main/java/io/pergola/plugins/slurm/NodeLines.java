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
    private final StateJudge states = new StateJudge(NodeStates.DEFAULT);

    private NodeLines(Map<String, Set<String>> reservations) {
        this.reservations = reservations;
    }

    /** One node a line; {@code reservations} by node. Lines that are none are passed over. */
    static List<NodeInfo> read(String text, Map<String, Set<String>> reservations) {
        var lines = new NodeLines(reservations);
        var nodes = new ArrayList<NodeInfo>();
        Fields.Lines printed = FIELDS.new Lines(text);
        while (printed.any()) {
            if (printed.startWith("NodeName=")) {
                nodes.add(lines.node(printed.next()));
            } else {
                printed.skip();
            }
        }
        return nodes;
    }

    private NodeInfo node(Map<String, String> fields) {
        String name = fields.getOrDefault("NodeName", "");
        String state = fields.getOrDefault("State", "");
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
