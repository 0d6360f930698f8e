package io.pergola.config;

import java.time.Duration;

/**
 * A system variable that {@code pergola.yaml} gives by a command.
 *
 * @param name its name, unlike those of {@link BuiltInVariables}
 * @param command a line for bash; what it prints is the value, each line an item
 * @param deferred true if it is run in the job, on a node of the allocation
 * @param limit how long it may take; positive
 */
public record SiteVariable(String name, String command, boolean deferred, Duration limit) {}
