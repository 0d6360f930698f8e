package io.pergola.pilot;

import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks of one rank, for tests. */
final class Tasks {

    private Tasks() {}

    static Task rank(String id, int cores, int priority, int concurrent) {
        return rank(id, cores, priority, concurrent, null, null, Duration.ZERO, false);
    }

    static Task rank(
            String id,
            int cores,
            int priority,
            int concurrent,
            @Nullable Duration silence,
            @Nullable Duration total,
            Duration grace,
            boolean judged) {
        return new Task(
                id, ResourceRequest.ofCores(cores), priority, concurrent, silence, total, grace, judged, Set.of());
    }
}
