package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCommandsTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Path directory;

    private final SystemCommands commands = new SystemCommands(Map.of("PATH", Processes.PATH, "NAME", "value"));

    SystemCommandsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private CommandResult bash(String script, Duration limit) {
        return commands.run(List.of("bash", "-c", script), limit);
    }

    @Test
    void outputAndErrorsAndTheExitCodeComeBack() {
        assertEquals(
                new CommandResult(Outcome.ENDED, 3, "out ä value\n", "err\n"),
                bash("echo out ä $NAME; echo err >&2; exit 3", LONG));
        assertEquals(128 + 9, bash("kill -9 $$", LONG).exitCode());
        assertTrue(commands.run(List.of("true"), LONG).ok());
    }

    @Test
    void argumentsAreHandedOverAsTheyAre() {
        var odd = List.of("printf", "%s|", "a b", "", " x ", "\t\n", "\"q\"", "'s'", "${NAME}", "*", "-x");
        assertEquals(
                "a b|| x |\t\n|\"q\"|'s'|${NAME}|*|-x|", commands.run(odd, LONG).stdout());
    }

    @Test
    void linesAreHandedOnAndNotKept() {
        var lines = new ArrayList<String>();
        String script =
                "printf 'ä\\r\\n\\nplain\\n'; yes 0123456789 | head -n 100000; head -c 3000000 /dev/zero | tr '\\0' x; exit 4";
        CommandResult result = commands.run(List.of("bash", "-c", script), LONG, lines::add);
        assertEquals(List.of("ä", "", "plain", "0123456789"), lines.subList(0, 4));
        assertEquals(100_004, lines.size());
        assertEquals("x".repeat(1024 * 1024), lines.getLast());
        assertEquals(4, result.exitCode());
        assertTrue(result.stdout().startsWith("ä\r\n\nplain\n0123"), result.stdout());
        assertTrue(result.stdout().length() <= CommandResult.BEGINNING, result.stdout());
    }

    @Test
    void whatATakerOfLinesThrowsReachesTheCaller() {
        var taken = new ArrayList<String>();
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> commands.run(List.of("seq", "100000"), LONG, line -> {
                    taken.add(line);
                    throw new IllegalStateException(line);
                }));
        assertEquals("1", thrown.getMessage());
        assertEquals(List.of("1"), taken);
    }

    @Test
    void nothingIsOnStandardInput() {
        assertEquals(new CommandResult(Outcome.ENDED, 0, "", ""), commands.run(List.of("cat"), LONG));
    }

    @Test
    void aMissingProgramIsAResult() {
        CommandResult result = commands.run(List.of("no-such-program"), LONG);
        assertEquals(Outcome.NOT_STARTED, result.outcome());
        assertEquals(-1, result.exitCode());
        assertTrue(result.stderr().contains("no-such-program"), result.stderr());
    }

    @Test
    void aProgramThatTheSystemRefusesIsAResult() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong"), "#!/no/such/shell\n");
        assertTrue(wrong.toFile().setExecutable(true));
        assertEquals(
                Outcome.NOT_STARTED,
                commands.run(List.of(wrong.toString()), LONG).outcome());
    }

    @Test
    void atTheLimitTheCommandAndItsChildrenAreKilled() throws Exception {
        Path pids = directory.resolve("pids");
        CommandResult result =
                bash("trap '' TERM; echo early; sleep 1000 & echo $$ $! > " + pids + "; wait", Duration.ofSeconds(1));
        assertEquals(new CommandResult(Outcome.TIMED_OUT, -1, "early\n", ""), result);
        for (String pid : Files.readString(pids).strip().split(" ")) {
            Processes.until(pid + " is gone", () -> !Processes.lives(Long.parseLong(pid)));
        }
    }

    @Test
    void aDaemonThatKeepsTheOutputOpenDoesNotHoldUsUp() throws Exception {
        CommandResult result = bash("setsid sleep 1000 & echo $!", Duration.ofDays(1));
        assertEquals(Outcome.ENDED, result.outcome());
        assertTrue(ProcessCalls.kill(Long.parseLong(result.stdout().strip()), 9));
    }

    @Test
    void onlySoMuchErrorOutputIsKept() {
        CommandResult result = bash("head -c 3000000 /dev/zero >&2; echo done", LONG);
        assertEquals(1024 * 1024, result.stderr().length());
        assertEquals("done\n", result.stdout());
    }

    @Test
    void anInterruptKillsTheCommandAndItsChildrenAndIsPassedOn() throws Exception {
        Path pids = directory.resolve("pids");
        var runner = new FutureTask<>(() -> {
            CommandResult result = bash("sleep 1000 & echo $$ $! > " + pids + "; wait", LONG);
            assertTrue(Thread.interrupted());
            return result;
        });
        Thread thread = Thread.ofPlatform().start(runner);
        Processes.until("it runs", () -> pids.toFile().length() > 0);
        thread.interrupt();
        assertEquals(Outcome.TIMED_OUT, runner.get().outcome());
        for (String pid : Files.readString(pids).strip().split(" ")) {
            Processes.until(pid + " is gone", () -> !Processes.lives(Long.parseLong(pid)));
        }
    }

    @Test
    void programsAreFoundInTheGivenPath() throws Exception {
        assertTrue(commands.find("sh").orElseThrow().endsWith("/sh"));
        assertEquals(Optional.of("/bin/sh"), commands.find("/bin/sh"));
        assertEquals(Optional.empty(), commands.find("no-such-program"));
        assertEquals(Optional.empty(), commands.find(""));
        assertEquals(Optional.empty(), new SystemCommands(Map.of("PATH", "/no/such/directory")).find("sh"));
    }
}
