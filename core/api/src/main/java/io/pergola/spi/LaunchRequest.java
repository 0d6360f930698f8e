package io.pergola.spi;

import java.util.List;
import java.util.Map;

/**
 * A parallel program that is to be started inside an allocation.
 *
 * @param nodes the nodes it gets, in order
 * @param tasks processes in all, at least 1
 * @param tasksPerNode processes on each node, at least 1
 * @param schedule the settled values of the test's {@code schedule} section, as in {@link JobRequest}
 * @param options the values of the scheduler's own section, as in {@link JobRequest}
 */
public record LaunchRequest(
        List<String> nodes,
        int tasks,
        int tasksPerNode,
        Map<String, List<String>> schedule,
        Map<String, List<String>> options) {

    /** Copies the collections. */
    public LaunchRequest {
        nodes = List.copyOf(nodes);
        schedule = Map.copyOf(schedule);
        options = Map.copyOf(options);
    }
}
