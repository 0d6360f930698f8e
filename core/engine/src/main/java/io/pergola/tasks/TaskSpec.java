package io.pergola.tasks;

import io.pergola.pilot.Retries;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody wants run.
 *
 * @param id its name, which is that of its directory too
 * @param command a line for {@code /bin/sh}
 * @param request what it holds while it runs
 * @param priority higher ones start first
 * @param timeout how long one attempt may take; null for as long as it likes
 * @param grace the time between SIGTERM and SIGKILL when it is ended
 * @param retries whether it is tried again
 * @param workdir where it runs; null for its own directory
 * @param env variables that it gets besides
 * @param dependsOn the ids of those that must end well before
 * @param unusable what is wrong with the quantities that it asks for, a clause each; it is held then
 * @param json all of this as it was written, one line of JSON
 */
public record TaskSpec(
        String id,
        String command,
        ResourceRequest request,
        int priority,
        @Nullable Duration timeout,
        Duration grace,
        Retries retries,
        @Nullable String workdir,
        Map<String, String> env,
        Set<String> dependsOn,
        List<String> unusable,
        String json) {

    /** Copies. */
    public TaskSpec {
        env = Map.copyOf(env);
        dependsOn = Set.copyOf(dependsOn);
        unusable = List.copyOf(unusable);
    }
}
