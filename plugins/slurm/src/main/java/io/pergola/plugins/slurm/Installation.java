package io.pergola.plugins.slurm;

import io.pergola.spi.CommandResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code scontrol show config} says of this Slurm. Asked when first needed, once it has answered never again. */
final class Installation {

    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final List<String> COMMAND = List.of("scontrol", "show", "config");

    private static final Pattern MOST_TASKS = Pattern.compile("\\bmax_array_tasks=(\\d+)");

    private final SlurmCommands commands;
    private Map<String, String> settings = Map.of();

    Installation(SlurmCommands commands) {
        this.commands = commands;
    }

    /** The cluster's name; empty if the controller does not say. */
    String clusterName() {
        return setting("ClusterName");
    }

    /** The largest index that a task of an array may have, see slurm.conf(5); 0 if there are none, or nobody says. */
    int largestArray() {
        int below = JobRecord.number(setting("MaxArraySize"));
        Matcher tasks = MOST_TASKS.matcher(setting("SchedulerParameters"));
        int most = tasks.find() ? JobRecord.number(tasks.group(1)) : Integer.MAX_VALUE;
        return Math.max(0, Math.min(below - 1, most));
    }

    private synchronized String setting(String key) {
        if (settings.isEmpty()) {
            CommandResult result = commands.run(COMMAND, LIMIT);
            if (result.ok()) {
                settings = read(result.stdout());
            }
        }
        return settings.getOrDefault(key, "");
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
