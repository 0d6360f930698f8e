package io.pergola.plugin;

import java.time.Duration;

/**
 * How long a plugin may take.
 *
 * @param start for its constructors, {@code info()} and {@code create()}, and each call of a function or variable; positive
 * @param call for one call to a scheduler; positive
 */
public record PluginLimits(Duration start, Duration call) {

    /** Ten seconds to start, a minute for a call: what {@code docs/plugins.md} promises. */
    public static final PluginLimits DEFAULTS = new PluginLimits(Duration.ofSeconds(10), Duration.ofMinutes(1));

    /** Checks the range. */
    public PluginLimits {
        if (!start.isPositive() || !call.isPositive()) {
            throw new IllegalArgumentException("A plugin's limits must be positive: " + start + ", " + call);
        }
    }
}
