package io.pergola.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is in a folder. A folder that is not there, or cannot be listed, is empty. */
final class FileNames {

    private FileNames() {}

    /** The names of the YAML files in a folder without their suffix, sorted. */
    static List<String> yaml(Path folder) {
        return list(folder, name -> name.endsWith(".yaml") && !name.startsWith("."), ".yaml".length());
    }

    /** The names of the folders in a folder that hold a suite, sorted. */
    static List<String> suites(Path folder) {
        return list(folder, name -> Files.isRegularFile(folder.resolve(name).resolve("suite.yaml")), 0);
    }

    /** The files in a folder with that name, or that name and a suffix, sorted. */
    static List<Path> starting(Path folder, String name) {
        return list(folder, file -> file.equals(name) || file.startsWith(name + "."), 0).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The files in a folder, sorted. */
    static List<String> all(Path folder) {
        return list(folder, name -> Files.isRegularFile(folder.resolve(name)), 0);
    }

    private static List<String> list(Path folder, Predicate<String> wanted, int cut) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(wanted)
                    .map(name -> name.substring(0, name.length() - cut))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
