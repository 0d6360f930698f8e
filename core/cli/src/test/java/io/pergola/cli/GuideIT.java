package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the user guide and of the tour, one after the other, against the distribution. */
class GuideIT {

    private static Shell shell(Path home, Path folder, String path) {
        return new Shell(folder, Map.of("HOME", home.toString(), "XDG_RUNTIME_DIR", home.toString(), "PATH", path));
    }

    @Test
    void everyCommandDoesWhatItShould(@TempDir Path home) throws Exception {
        Path site = Files.createDirectory(home.resolve("site"));
        Guide guide = Guide.read("docs/guide.md");
        guide.writeFiles(site);
        Shell shell = shell(home, home, Installed.shipped("bin") + ":/usr/bin:/bin")
                .with("PERGOLA_CONFIG_DIR", site.toString());
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

    @Test
    void theTourGoesAsItSays(@TempDir Path folder) throws Exception {
        Tour tour = Tour.read("docs/tour.md", "~/pergola-tour");
        Path clone = Files.createDirectory(folder.resolve("clone"));
        Path home = Files.createDirectory(folder.resolve("home"));
        Path records = Files.createDirectory(folder.resolve("records"));
        Path launcher = clone.resolve("pergola");
        Files.writeString(launcher, "#!/bin/sh\nexec '" + Installed.program() + "' \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        Shell shell = shell(home, clone, "/usr/bin:/bin");
        Shell.Outcome all = shell.run("/bin/bash", "-c", tour.script(records));
        try {
            assertEquals("", all.out() + all.err());
            for (int i = 0; i < tour.steps().size(); i++) {
                if (tour.steps().get(i) instanceof Tour.Type type) {
                    check(tour, i, type, records);
                }
            }
        } finally {
            shell.with("PERGOLA_CONFIG_DIR", home + "/pergola-tour").run("./pergola", "cancel", "all");
        }
    }

    private static void check(Tour tour, int step, Tour.Type type, Path records) throws IOException {
        String printed = Files.readString(records.resolve(step + ".out"));
        String told = "$ " + type.command() + "\n" + printed;
        assertEquals(List.of(), type.missing(printed), told);
        if (!tour.tellsCode(step)) {
            assertEquals("0", Files.readString(records.resolve(step + ".code")).strip(), told);
        }
    }
}
