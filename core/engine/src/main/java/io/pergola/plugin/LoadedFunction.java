package io.pergola.plugin;

import io.pergola.spi.ExpressionFunction;
import java.nio.file.Path;

/**
 * A function that can be used, and where it comes from.
 *
 * @param function held to its contract: throws {@link io.pergola.spi.FunctionException} for arguments without a value, and
 *     {@link io.pergola.model.PluginException} with plugin, jar and mend for whatever else goes wrong
 * @param jar the file that holds it
 * @param plugin the plugin's id
 * @param version the plugin's version
 */
public record LoadedFunction(ExpressionFunction function, Path jar, String plugin, String version) {}
