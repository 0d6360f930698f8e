package io.pergola.tasks;

import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.slots.NodeResources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pilot works with.
 *
 * @param workdir the directories of tasks are in it; absolute
 * @param nodes the allocation
 * @param consumables how much there is of each named quantity
 * @param policy decides what starts next
 * @param maxWorkers how many tasks run at once at most, at least 1
 * @param onComplete a line for the shell that is run at each task's end and may print new tasks; null for none
 * @param callbackLimit how long it may take each time
 * @param strict whether what is passed over otherwise is an error
 * @param until nothing runs after this; null if nobody knows
 * @param drain how long what runs may go on when the pilot is told to end
 * @param stay whether it waits for more when nothing is left
 * @param gone hosts whose processes are known to have ended
 * @param environment what tasks inherit
 * @param clock the time
 */
public record PilotPlan(
        Path workdir,
        List<NodeResources> nodes,
        Map<String, Long> consumables,
        SchedulingPolicy policy,
        int maxWorkers,
        @Nullable String onComplete,
        Duration callbackLimit,
        boolean strict,
        @Nullable Instant until,
        Duration drain,
        boolean stay,
        List<String> gone,
        Map<String, String> environment,
        InstantSource clock) {

    /** Copies. */
    public PilotPlan {
        nodes = List.copyOf(nodes);
        consumables = Map.copyOf(consumables);
        gone = List.copyOf(gone);
        environment = Map.copyOf(environment);
    }

    int cores() {
        return nodes.stream().mapToInt(node -> node.cores().size()).sum();
    }
}
