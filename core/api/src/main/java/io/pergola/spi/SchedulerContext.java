package io.pergola.spi;

import java.time.InstantSource;
import java.util.Map;

/**
 * What a scheduler is given of the outside world. It starts no process, reads no clock and looks at no environment by other
 * means, so that a test can put anything in its place.
 *
 * @param commands runs the batch system's commands
 * @param processes starts and watches processes that outlive Pergola, on this host
 * @param clock the time
 * @param environment the environment variables of this process
 */
public record SchedulerContext(
        CommandRunner commands, DetachedProcesses processes, InstantSource clock, Map<String, String> environment) {

    /** Copies the environment. */
    public SchedulerContext {
        environment = Map.copyOf(environment);
    }
}
