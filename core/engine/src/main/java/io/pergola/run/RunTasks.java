package io.pergola.run;

import io.pergola.store.RunDirectory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of a job, each opened when its turn comes: a pilot of thousands starts at once. Used by one thread. */
final class RunTasks {

    private final Set<String> ids;
    private final Map<String, RunTask> open = new HashMap<>();
    private final Set<String> again = new HashSet<>();
    private final Function<String, Optional<RunDirectory>> directories;
    private final Function<RunDirectory, RunTask> maker;

    RunTasks(
            Collection<String> ids,
            Function<String, Optional<RunDirectory>> directories,
            Function<RunDirectory, RunTask> maker) {
        this.ids = new HashSet<>(ids);
        this.directories = directories;
        this.maker = maker;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** The run; empty if its directory is gone or it has ended, so that there is nothing left to do for it. */
    Optional<RunTask> get(String id) {
        @Nullable RunTask known = open.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RunTask> made =
                directories.apply(id).filter(run -> !run.hasEnded()).map(maker);
        made.ifPresent(task -> open.put(id, task));
        return made;
    }

    /** Somebody wants a run to end, or all of them ({@code id} null). */
    void cancel(@Nullable String id) {
        open.forEach((each, task) -> {
            if (id == null || id.equals(each)) {
                task.cancel();
            }
        });
    }

    /** An attempt at a run is over, and there will be another. */
    void renew(String id) {
        open.remove(id);
        again.add(id);
    }

    /** Whether this pilot has tried the run before. */
    boolean wasTried(String id) {
        return again.contains(id);
    }

    /** Forgets a run of which the kernel has spoken its last word. */
    void drop(String id) {
        open.remove(id);
        ids.remove(id);
        again.remove(id);
    }
}
