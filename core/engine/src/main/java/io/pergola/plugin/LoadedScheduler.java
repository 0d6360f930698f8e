package io.pergola.plugin;

import io.pergola.spi.SchedulerInfo;
import java.nio.file.Path;

/**
 * A scheduler that can be used, and where it comes from.
 *
 * @param info its name, description and options
 * @param jar the file that holds it
 * @param plugin the plugin's id
 * @param version the plugin's version
 */
public record LoadedScheduler(SchedulerInfo info, Path jar, String plugin, String version) {}
