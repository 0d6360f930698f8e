package io.pergola.plugin;

import java.time.Duration;

/**
 * How long a plugin may take.
 *
 * @param start for its constructors, {@code info()} and {@code create()}, and each call of a function, variable or parser; positive. A
 *     parser has it again with each line that it reads
 * @param call for one call to a scheduler; positive
 * @param file for what a parser does with one file; positive
 */
public record PluginLimits(Duration start, Duration call, Duration file) {

    /** Ten seconds to start, a minute for a call, five for a file: what {@code docs/plugins.md} promises. */
    public static final PluginLimits DEFAULTS =
            new PluginLimits(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** Checks the range. */
    public PluginLimits {
        if (!start.isPositive() || !call.isPositive() || !file.isPositive()) {
            throw new IllegalArgumentException(
                    "A plugin's limits must be positive: " + start + ", " + call + ", " + file);
        }
    }
}
