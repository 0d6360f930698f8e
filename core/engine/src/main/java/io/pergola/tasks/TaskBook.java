package io.pergola.tasks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tasks there are and were. Used by one thread. */
final class TaskBook {

    private final Set<String> ids = new HashSet<>();
    private final Set<String> endedWell = new HashSet<>();
    private final Set<String> endedBadly = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> awaited = new HashSet<>();
    private final Map<String, String> obstacles = new HashMap<>();

    /** What the database has; {@code why} tells of those that cannot be run yet. */
    void enter(List<StoredTask> tasks, Map<String, String> why) {
        for (StoredTask task : tasks) {
            ids.add(task.spec().id());
            if (task.state().isFinal()) {
                (task.state() == TaskState.COMPLETED ? endedWell : endedBadly)
                        .add(task.spec().id());
            }
        }
        obstacles.putAll(why);
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** False if it is there already. */
    boolean add(String id) {
        return ids.add(id);
    }

    /** In an earlier part of the pilot's life. */
    boolean endedWell(String id) {
        return endedWell.contains(id);
    }

    void awaits(TaskSpec spec) {
        awaited.addAll(spec.dependsOn());
    }

    /** Whether any other depends on it. */
    boolean isAwaited(String id) {
        return awaited.contains(id);
    }

    void held(String id) {
        held.add(id);
    }

    boolean wasHeld(String id) {
        return held.contains(id);
    }

    /** Why a task is not even queued; null if it may be. */
    @Nullable String obstacle(TaskSpec spec) {
        if (!spec.unusable().isEmpty()) {
            return String.join("; ", spec.unusable());
        }
        for (String other : spec.dependsOn()) {
            if (endedBadly.contains(other)) {
                return "it depends on " + other + ", which did not end well";
            }
        }
        return obstacles.get(spec.id());
    }
}
