package io.pergola.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells programs apart by what they are, not by their names: another compiler behind the same path is another one. */
final class ProgramFinder {

    private final BuildSettings settings;

    ProgramFinder(BuildSettings settings) {
        this.settings = settings;
    }

    /**
     * What the program comes to, links followed.
     *
     * @param program a path, or a name that is looked up in the {@code PATH} that build scripts inherit
     * @throws IOException with a message for users if there is none
     */
    String digest(String program) throws IOException {
        String path = settings.environment().getOrDefault("PATH", "");
        Path found = program.contains("/")
                ? Path.of(program)
                : Stream.of(path.split(":", -1))
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, program))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(Path.of(program));
        if (!Files.isRegularFile(found)) {
            throw new IOException("build.key_programs: there is no program '" + program + "' in PATH; those of modules"
                    + " are found by the modules' names, which are part of the build already");
        }
        return settings.trees().of(found.toRealPath());
    }
}
