package io.pergola.plugins.slurm;

import io.pergola.spi.CommandResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What {@code scontrol show config} says of this Slurm. Asked when first needed, once it has answered never again. */
final class Installation {

    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final List<String> COMMAND = List.of("scontrol", "show", "config");

    private final SlurmCommands commands;
    private final AtomicReference<Map<String, String>> settings = new AtomicReference<>(Map.of());

    Installation(SlurmCommands commands) {
        this.commands = commands;
    }

    /** The cluster's name; empty if the controller does not say. */
    String clusterName() {
        return setting("ClusterName");
    }

    /** How many tasks an array may have; 0 if the controller does not say. */
    int largestArray() {
        // Task numbers are below this, see slurm.conf(5).
        return JobRecord.number(setting("MaxArraySize"));
    }

    private String setting(String key) {
        if (settings.get().isEmpty()) {
            CommandResult result = commands.run(COMMAND, LIMIT);
            if (result.ok()) {
                settings.set(read(result.stdout()));
            }
        }
        return settings.get().getOrDefault(key, "");
    }

    private static Map<String, String> read(String text) {
        var read = new HashMap<String, String>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                read.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return Map.copyOf(read);
    }
}
