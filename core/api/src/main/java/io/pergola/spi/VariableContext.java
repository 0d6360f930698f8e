package io.pergola.spi;

import java.time.InstantSource;
import java.util.Map;

/**
 * What a system variable is given of the outside world.
 *
 * @param commands runs short commands
 * @param clock the time
 * @param environment the environment variables of this process
 */
public record VariableContext(CommandRunner commands, InstantSource clock, Map<String, String> environment) {

    /** Copies the environment. */
    public VariableContext {
        environment = Map.copyOf(environment);
    }
}
