package io.pergola.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One submission that is asked for.
 *
 * @param name the job's name: letters, digits and {@code . , _ -}, at most 200
 * @param nodes which or how many nodes
 * @param timeLimit how long it may run, or null for the batch system's default
 * @param schedule the settled values of the test's {@code schedule} section by key ({@code partition}, {@code qos}, ...); keys
 *     without a value are absent
 * @param options the values of the scheduler's own section, all keys present, defaults filled in
 * @param log a file for what the batch system and the script's start print
 */
public record JobRequest(
        String name,
        NodeRequest nodes,
        @Nullable Duration timeLimit,
        Map<String, List<String>> schedule,
        Map<String, List<String>> options,
        Path log) {

    /** Copies the mappings. */
    public JobRequest {
        schedule = Map.copyOf(schedule);
        options = Map.copyOf(options);
    }
}
