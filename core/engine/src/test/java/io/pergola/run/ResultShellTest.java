package io.pergola.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.exec.MarkedProcesses;
import io.pergola.results.CommandShell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultShellTest {

    private static final int MIB = 1024 * 1024;

    private final String mark = UUID.randomUUID().toString();

    private final Path directory;

    ResultShellTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private ResultShell shell(Duration limit) {
        return new ResultShell(() -> Map.of("PATH", "/usr/bin:/bin", "TEST_ID", "7"), mark, limit);
    }

    private Outcome run(String command, boolean withErrors) throws IOException {
        return shell(Duration.ofMinutes(1)).run(command, directory, withErrors);
    }

    @Test
    void aCommandRunsInTheDirectoryWithTheVariablesOfTheRun() throws Exception {
        Files.writeString(directory.resolve("it's here"), "x");
        assertEquals(new Outcome(0, "it's here 7\n"), run("echo \"$(ls) $TEST_ID\"", true));
    }

    @Test
    void itsExitStatusAndErrorsComeBack() throws Exception {
        assertEquals(new Outcome(3, "out\nerr\n"), run("echo out; echo err >&2; exit 3", true));
        assertEquals(new Outcome(0, "out\n"), run("echo out; echo err >&2", false));
    }

    @Test
    void outputIsBounded() throws Exception {
        assertEquals(
                MIB,
                run("head -c 3000000 /dev/zero | tr '\\0' x", true).output().length());
    }

    @Test
    void aCommandThatTakesTooLongIsKilled() {
        var thrown = assertThrows(
                IOException.class, () -> shell(Duration.ofMillis(300)).run("sleep 1000", directory, true));
        assertTrue(String.valueOf(thrown.getMessage()).contains("longer than"), thrown::toString);
    }

    @Test
    void whatItLeavesRunningIsEnded() throws Exception {
        run("setsid sleep 1000 >/dev/null 2>&1 &", true);
        assertEquals(List.of(), new MarkedProcesses().find(MarkedProcesses.RUN, mark));
    }

    @Test
    void aDirectoryThatIsGoneIsSaid() {
        var thrown = assertThrows(
                IOException.class, () -> shell(Duration.ofMinutes(1)).run("true", directory.resolve("gone"), true));
        assertTrue(String.valueOf(thrown.getMessage()).contains("gone"), thrown::toString);
    }
}
