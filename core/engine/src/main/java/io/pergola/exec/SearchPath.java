package io.pergola.exec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks programs up as a shell does. */
final class SearchPath {

    static final String DEFAULT = "/usr/local/bin:/usr/bin:/bin";

    private SearchPath() {}

    /** The first executable file of that name in the directories of {@code path} (separated by colons). */
    static Optional<Path> find(String program, String path) {
        return Arrays.stream(path.split(":", -1))
                .map(directory -> Path.of(directory).resolve(program).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
