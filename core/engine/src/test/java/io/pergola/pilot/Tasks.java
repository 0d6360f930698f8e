package io.pergola.pilot;

import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

    static Action.Start start(Task task, Integer... cores) {
        List<Share> whole = Stream.of(cores).map(Share::whole).toList();
        return new Action.Start(
                task, Placement.of(List.of(new Slot("here", 0, whole, List.of(), 0, 0, Slot.ANYWHERE, false))));
    }
}
