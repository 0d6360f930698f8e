package io.pergola.plugin;

import io.pergola.spi.SystemVariable;
import java.nio.file.Path;

/**
 * A system variable that can be used, and where it comes from.
 *
 * @param variable held to its contract: throws {@link io.pergola.model.PluginException} with plugin, jar and mend for whatever
 *     goes wrong
 * @param jar the file that holds it
 * @param plugin the plugin's id
 * @param version the plugin's version
 */
public record LoadedVariable(SystemVariable variable, Path jar, String plugin, String version) {}
