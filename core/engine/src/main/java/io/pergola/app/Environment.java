package io.pergola.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The world in which a command runs.
 *
 * @param variables the environment variables
 * @param currentDir the current directory, absolute
 * @param home the user's home directory, absolute
 * @param installation the root of the distribution; null in tests that need none
 * @param program the {@code pergola} command by its absolute path
 * @param version Pergola's own version
 * @param clock the time
 */
public record Environment(
        Map<String, String> variables,
        Path currentDir,
        Path home,
        @Nullable Path installation,
        Path program,
        String version,
        InstantSource clock) {

    /** Copies the variables. */
    public Environment {
        variables = Map.copyOf(variables);
    }
}
