package io.pergola.plugin;

import io.pergola.spi.policy.SchedulingPolicy;
import java.nio.file.Path;

/**
 * A scheduling policy that can be used, and where it comes from.
 *
 * @param policy held to its contract: throws {@link io.pergola.model.PluginException} with plugin, jar and mend for whatever goes
 *     wrong, also if it does not come back
 * @param jar the file that holds it
 * @param plugin the plugin's id
 * @param version the plugin's version
 */
public record LoadedPolicy(SchedulingPolicy policy, Path jar, String plugin, String version) {}
