package io.pergola.plugin;

import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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
        var problems = new ArrayList<Problem>();
        boolean open = isOpen(directory);
        var jars = new ArrayList<Path>();
        var python = new ArrayList<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{jar,yapsy-plugin}")) {
            for (Path file : files) {
                if (file.toString().endsWith(".jar")) {
                    if (open || isOpen(file)) {
                        problems.add(open(file, open ? directory : file));
                    } else {
                        jars.add(file);
                    }
                } else {
                    python.add(file.getFileName().toString());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new PluginDirectory(List.of(), List.of(unreadable(directory, e)));
        }
        jars.sort(null);
        python.sort(null);
        if (!python.isEmpty()) {
            problems.add(python(directory, python));
        }
        return new PluginDirectory(jars, problems);
    }

    private static boolean isOpen(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            // Whoever reads it says so.
            return false;
        }
    }

    private static Problem open(Path jar, Path writable) {
        return Problem.error("The plugin " + jar + " is not loaded: everybody may write to " + writable)
                .help("See that it is the one you want, then 'chmod o-w " + writable + "'.");
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
