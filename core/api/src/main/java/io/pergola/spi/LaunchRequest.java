package io.pergola.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parallel program that is to be started inside an allocation.
 *
 * @param nodes the nodes it gets, in order
 * @param tasks processes in all, at least 1
 * @param tasksPerNode processes on each node, at least 1
 * @param schedule the settled values of the test's {@code schedule} section, as in {@link JobRequest}
 * @param options the values of the scheduler's own section, as in {@link JobRequest}
 * @param ranks where exactly its processes run; empty if it has its nodes as a whole, or shares them with others as the batch system
 *     likes. Where it is given, each process binds itself: the launcher should neither bind nor wait for others of the job to end
 */
public record LaunchRequest(
        List<String> nodes,
        int tasks,
        int tasksPerNode,
        Map<String, List<String>> schedule,
        Map<String, List<String>> options,
        Optional<RankPlan> ranks) {

    /** Of a program that shares its nodes with others as the batch system likes. */
    public LaunchRequest(
            List<String> nodes,
            int tasks,
            int tasksPerNode,
            Map<String, List<String>> schedule,
            Map<String, List<String>> options) {
        this(nodes, tasks, tasksPerNode, schedule, options, Optional.empty());
    }

    /** Copies the collections. */
    public LaunchRequest {
        nodes = List.copyOf(nodes);
        schedule = Map.copyOf(schedule);
        options = Map.copyOf(options);
    }
}
