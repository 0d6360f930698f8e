package io.pergola.plugins.slurm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code scontrol show topology} prints: switches with levels, or blocks. */
final class Topology {

    static final List<String> COMMAND = List.of("scontrol", "show", "topology");

    private static final Fields FIELDS = new Fields(Set.of("SwitchName", "BlockName", "Level", "Nodes", "Switches"));

    private Topology() {}

    /** The switch of the lowest level (or the block) by node. */
    static Map<String, String> read(String text) {
        var switches = new HashMap<String, String>();
        var levels = new HashMap<String, Integer>();
        text.lines().forEach(line -> {
            Map<String, String> fields = FIELDS.of(line.strip());
            String name = fields.getOrDefault("SwitchName", fields.getOrDefault("BlockName", ""));
            int level = JobRecord.number(fields.get("Level"));
            if (!name.isEmpty()) {
                for (String node : PrintedNodes.names(Queue.text(fields.getOrDefault("Nodes", "")))) {
                    if (level < levels.getOrDefault(node, Integer.MAX_VALUE)) {
                        levels.put(node, level);
                        switches.put(node, name);
                    }
                }
            }
        });
        return switches;
    }
}
