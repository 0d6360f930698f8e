package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user guide's commands, one after the other, against the distribution. */
class GuideIT {

    private static final Path TARGET = Path.of(System.getProperty("pergola.root"), "core", "cli", "target");

    private static Path distribution() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> Files.isExecutable(file.resolve("bin/pergola")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void everyCommandDoesWhatItShould(@TempDir Path home) throws Exception {
        Path site = Files.createDirectory(home.resolve("site"));
        Guide guide = Guide.read("docs/guide.md");
        guide.writeFiles(site);
        var shell = new Shell(
                home,
                Map.of(
                        "HOME", home.toString(),
                        "PERGOLA_CONFIG_DIR", site.toString(),
                        "XDG_RUNTIME_DIR", home.toString(),
                        "PATH", distribution().resolve("bin") + ":/usr/bin:/bin"));
        List<String> commands = guide.commands();
        assertFalse(commands.isEmpty());
        try {
            for (String command : commands) {
                Shell.Outcome outcome = shell.run("/bin/bash", "-c", command);
                assertEquals(0, outcome.code(), () -> "$ " + command + "\n" + outcome.out() + outcome.err());
            }
        } finally {
            shell.run("/bin/bash", "-c", "pergola cancel all");
        }
    }
}
