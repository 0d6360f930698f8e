package io.pergola.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A directory with suites, layers, sources and plugins.
 *
 * @param label unlike that of any other
 * @param path absolute
 * @param area where the runs of its suites are kept
 * @param shipped true for the directory of the distribution, whose suites are in {@code test-suites/} and the rest in {@code config/}
 */
public record ConfigDir(String label, Path path, Area area, boolean shipped) {

    /** The directory that holds {@code hosts/}, {@code modes/}, {@code plugins/} and so on. */
    public Path layers() {
        return shipped ? path.resolve("config") : path;
    }

    /** Where a suite of that name may be, in the order of preference. */
    List<Path> suiteFiles(String suite) {
        if (shipped) {
            return List.of(path.resolve("test-suites").resolve(suite).resolve("suite.yaml"));
        }
        return List.of(
                path.resolve("tests").resolve(suite + ".yaml"),
                path.resolve("suites").resolve(suite + ".yaml"),
                path.resolve("suites").resolve(suite).resolve("suite.yaml"));
    }

    /** Where a layer of that kind and name may be. */
    List<Path> layerFiles(Layer.Kind kind, String name) {
        return folders(kind).stream()
                .map(folder -> layers().resolve(folder).resolve(name + ".yaml"))
                .toList();
    }

    static List<String> folders(Layer.Kind kind) {
        return switch (kind) {
            case OS -> List.of("os", "platforms");
            case HOST -> List.of("hosts");
            case MODE -> List.of("modes");
            default -> throw new IllegalArgumentException("No files for " + kind);
        };
    }
}
