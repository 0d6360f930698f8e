package io.pergola.plugin;

import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one directory.
 *
 * @param jars by name
 * @param problems why it, or something in it, cannot be used
 */
record PluginDirectory(List<Path> jars, List<Problem> problems) {

    private static final PluginDirectory NOTHING = new PluginDirectory(List.of(), List.of());

    /** Lists it; one that is not there is empty. */
    static PluginDirectory read(Path directory) {
        if (Files.notExists(directory)) {
            return NOTHING;
        }
        var jars = new ArrayList<Path>();
        var python = new ArrayList<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{jar,yapsy-plugin}")) {
            for (Path file : files) {
                if (file.toString().endsWith(".jar")) {
                    jars.add(file);
                } else {
                    python.add(file.getFileName().toString());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new PluginDirectory(List.of(), List.of(unreadable(directory, e)));
        }
        jars.sort(null);
        python.sort(null);
        return new PluginDirectory(jars, python.isEmpty() ? List.of() : List.of(python(directory, python)));
    }

    private static Problem unreadable(Path directory, Exception why) {
        return Problem.error("The plugin directory " + directory + " cannot be read: " + why)
                .help("Make it a directory that you may read, or remove it.");
    }

    private static Problem python(Path directory, List<String> names) {
        return Problem.warning("Plugins in Python cannot be used: " + String.join(", ", names) + " in " + directory)
                .help("Write them as a jar; docs/plugins.md shows how.");
    }
}
