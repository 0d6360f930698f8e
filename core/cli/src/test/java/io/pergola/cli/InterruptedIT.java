package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of builds and runs when the command or the job's directory goes away in the middle. */
class InterruptedIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    /** A build that takes for ever the first time, and no time after it. */
    private Process building() throws Exception {
        Path flag = installed.folder().resolve("flag");
        installed.suite("s", """
                t:
                  build: {cmds: ['[ -e "%s" ] || { setsid sleep 1000 & touch "%s"; sleep 1000; }']}
                  run: {cmds: ['true']}
                """.formatted(flag, flag));
        Process command = installed.start("run", "s");
        Installed.await(
                "it builds", () -> Files.exists(flag) && installed.marked().size() > 1);
        return command;
    }

    @Test
    void interruptingACommandEndsItsBuilds() throws Exception {
        Process command = building();
        installed.shell().run("kill", "-INT", Long.toString(command.pid()));
        command.waitFor();
        assertEquals(Set.of(), installed.marked());
        assertEquals("CANCELLED", text(installed.statuses("1").getFirst(), "state"));
    }

    @Test
    void terminatingACommandEndsItsBuilds() throws Exception {
        Process command = building();
        command.destroy();
        command.waitFor();
        assertEquals(Set.of(), installed.marked());
    }

    @Test
    void theNextBuilderEndsWhatAKilledOneLeft() throws Exception {
        Process command = building();
        command.destroyForcibly().waitFor();
        installed.expect(0, "run", "s");
        assertEquals(Set.of(), installed.marked());
        assertEquals("ABORTED", text(installed.statuses("1").getFirst(), "state"));
    }

    @Test
    void runsEndWhenTheDirectoryOfTheirJobIsRemoved() throws Exception {
        installed.suite("s", "t: {run: {cmds: ['sleep 1000']}}\n");
        installed.expect(0, "run", "-d", "s");
        Installed.await("it runs", () -> !installed.marked().isEmpty());
        try (Stream<Path> files = Files.walk(installed.work().resolve("jobs"))) {
            files.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.endsWith("jobs"))
                    .forEach(path -> path.toFile().delete());
        }
        installed.expect(3, "wait", "-s", "1");
        contains(Files.readString(installed.runDir(1).resolve("status")), "was removed");
        assertEquals(Set.of(), installed.marked());
    }

    @Test
    void cancellingAtOnceIsRecordedAsThat() throws Exception {
        installed.suite("s", "t: {run: {cmds: ['sleep 1000']}}\n");
        for (int i = 1; i <= 3; i++) {
            installed.expect(0, "run", "-d", "s");
            installed.expect(0, "cancel", "-j", Integer.toString(i));
            assertEquals(
                    "CANCELLED", text(installed.statuses(Integer.toString(i)).getFirst(), "state"));
            contains(text(installed.statuses(Integer.toString(i)).getFirst(), "note"), "Cancelled by ");
        }
        try (Stream<Path> files = Files.walk(installed.work().resolve("jobs"))) {
            assertEquals(
                    0,
                    files.filter(path -> path.toString().contains("/requests/")).count());
        }
    }
}
