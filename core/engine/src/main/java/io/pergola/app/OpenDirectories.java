package io.pergola.app;

import io.pergola.config.ConfigDir;
import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Directories of suites, layers, sources and plugins that everybody may write: what is run from there is run as the user who asks for it. */
final class OpenDirectories {

    private static final int OTHERS_WRITE = 0002;

    private final List<ConfigDir> dirs;

    OpenDirectories(List<ConfigDir> dirs) {
        this.dirs = dirs;
    }

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (ConfigDir dir : dirs) {
            places(dir.path())
                    .filter(OpenDirectories::isOpen)
                    .forEach(path -> problems.add(
                            Problem.error("everybody may write to " + path + ", and what is in there is run as you")
                                    .help("see that it is as you left it, then 'chmod o-w " + path + "'")));
        }
        return problems;
    }

    /** The directory and those in it, which are few: each kind of file has one. */
    private static Stream<Path> places(Path dir) {
        try (Stream<Path> inside = Files.list(dir)) {
            return Stream.concat(Stream.of(dir), inside.filter(Files::isDirectory).sorted().toList().stream());
        } catch (IOException e) {
            // Whoever reads it next says so.
            return Stream.of();
        }
    }

    private static boolean isOpen(Path path) {
        try {
            return ((Integer) Files.getAttribute(path, "unix:mode") & OTHERS_WRITE) != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
