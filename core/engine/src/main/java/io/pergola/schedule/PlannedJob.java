package io.pergola.schedule;

import io.pergola.spi.JobRequest;
import io.pergola.spi.NodeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One job that runs are to share.
 *
 * @param scheduler its scheduler, as the tests name it
 * @param name as the batch system will show it
 * @param members its runs: their places in the list that was planned
 * @param nodes which or how many nodes it asks for
 * @param timeLimit the largest of its runs
 * @param schedule the values of its section {@code schedule}, as {@link JobRequest} takes them
 * @param options those of the scheduler's own section
 * @param shares what each of its runs gets of nodes that are held already, by place in the list that was planned; empty if the job
 *     asks for its nodes
 * @param piece the chunk that it is for; null if the batch system chooses among all nodes
 */
public record PlannedJob(
        String scheduler,
        String name,
        List<Integer> members,
        NodeRequest nodes,
        Duration timeLimit,
        Map<String, List<String>> schedule,
        Map<String, List<String>> options,
        Map<Integer, NodeShare> shares,
        @Nullable ChunkNote piece) {

    /** Copies. */
    public PlannedJob {
        members = List.copyOf(members);
        shares = Map.copyOf(shares);
    }

    /** The chunk that it is for; empty if the batch system chooses among all nodes. */
    public Optional<ChunkNote> chunk() {
        return Optional.ofNullable(piece);
    }

    /** What jobs must have in common to be submitted together. */
    Object likeness() {
        return List.of(scheduler, nodes, timeLimit, schedule, options);
    }

    /** The same by another name. */
    PlannedJob named(String other) {
        return new PlannedJob(scheduler, other, members, nodes, timeLimit, schedule, options, shares, piece);
    }

    /** The same for other runs. */
    PlannedJob with(List<Integer> others) {
        return new PlannedJob(scheduler, name, others, nodes, timeLimit, schedule, options, shares, piece);
    }

    /** The same for a scheduler that logs to a file. */
    JobRequest request(Path log) {
        return new JobRequest(name, nodes, timeLimit, schedule, options, log);
    }
}
