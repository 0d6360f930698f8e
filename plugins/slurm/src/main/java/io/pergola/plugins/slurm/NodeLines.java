package io.pergola.plugins.slurm;

import io.pergola.model.NodeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines of {@code scontrol show nodes -o}. */
final class NodeLines {

    private static final Set<String> KEYS = Set.of(
            "NodeName", "CPUEfctv", "CPUTot", "RealMemory", "Gres", "State", "Partitions", "ActiveFeatures", "Reason");

    private NodeLines() {}

    /** One node a line; {@code reservations} by node. Lines that are none are passed over. */
    static List<NodeInfo> read(String text, Map<String, Set<String>> reservations) {
        var nodes = new ArrayList<NodeInfo>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            if (line.startsWith("NodeName=")) {
                nodes.add(node(Fields.of(line, KEYS), reservations));
            }
            start = end < 0 ? text.length() : end + 1;
        }
        return nodes;
    }

    private static NodeInfo node(Map<String, String> fields, Map<String, Set<String>> reservations) {
        String name = fields.getOrDefault("NodeName", "");
        String state = fields.getOrDefault("State", "");
        int usable = JobRecord.number(fields.get("CPUEfctv"));
        return new NodeInfo(
                name,
                NodeStates.DEFAULT.isUp(state),
                NodeStates.DEFAULT.isAvailable(state),
                usable > 0 ? usable : JobRecord.number(fields.get("CPUTot")),
                JobRecord.number(fields.get("RealMemory")),
                Gres.gpus(fields.getOrDefault("Gres", "")),
                names(fields.getOrDefault("Partitions", "")),
                reservations.getOrDefault(name, Set.of()),
                names(fields.getOrDefault("ActiveFeatures", "")),
                state,
                fields.getOrDefault("Reason", ""));
    }

    private static Set<String> names(String list) {
        return list.isEmpty() || list.equals("(null)")
                ? Set.of()
                : Arrays.stream(list.split(",", -1))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }
}
