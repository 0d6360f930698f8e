package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StraysTest {

    private static final Duration GRACE = Duration.ofMillis(300);
    /** Clears its environment, leaves its session and its directory. */
    private static final String FULL_ESCAPE = "cd /; setsid env -i /bin/sh -c 'echo $$; exec sleep 1000' &";

    private final Path directory;
    private final Spawner spawner = new Spawner();
    private final Subreaper subreaper = new Subreaper(spawner);
    private final Strays strays = new Strays(subreaper);
    private final Map<String, RunningProcess> started = new HashMap<>();

    StraysTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void makeDirectories() throws Exception {
        Files.createDirectory(directory.resolve("a"));
        Files.createDirectory(directory.resolve("b"));
    }

    @AfterEach
    void leaveNothing() {
        subreaper.orphans().forEach(orphan -> ProcessCalls.kill(orphan.pid(), 9));
        started.values().forEach(process -> process.signalGroup(Signal.KILL));
        started.values().forEach(RunningProcess::await);
        Heir.noLonger();
    }

    private Strays.Owner run(String name, String script) throws Exception {
        Strays.Owner owner = strays.expect(name, directory.resolve(name));
        RunningProcess process = spawner.start(new SpawnRequest(
                List.of("bash", "-c", script),
                Map.of("PATH", Processes.PATH, MarkedProcesses.RUN, name),
                directory.resolve(name),
                directory.resolve(name + ".out"),
                false));
        started.put(name, process);
        owner.started(process);
        return owner;
    }

    /** The process whose number a script printed, once it has come back to us. */
    private long orphan(String name) throws Exception {
        Path output = directory.resolve(name + ".out");
        Processes.until("printed", () -> output.toFile().length() > 1);
        long pid = Long.parseLong(Files.readString(output).strip());
        Processes.until("ours", () -> subreaper.orphans().stream().anyMatch(process -> process.pid() == pid));
        return pid;
    }

    private void ended(String name) {
        RunningProcess process = started.remove(name);
        if (process != null) {
            process.await();
        }
    }

    @Test
    void aDaemonThatClearedItsEnvironmentIsEnded() throws Exception {
        Strays.Owner owner = run("a", FULL_ESCAPE);
        ended("a");
        long daemon = orphan("a");
        assertEquals(
                List.of(daemon),
                owner.end(GRACE).stream().map(process -> process.pid()).toList());
        assertFalse(Processes.lives(daemon));
        assertFalse(strays.any());
    }

    @Test
    void whatMayBelongToAnotherIsLeftUntilThatHasEnded() throws Exception {
        Strays.Owner other = run("b", "exec sleep 1000");
        Strays.Owner owner = run("a", FULL_ESCAPE);
        ended("a");
        long daemon = orphan("a");
        assertEquals(List.of(), owner.end(GRACE));
        owner.close();
        assertTrue(Processes.lives(daemon));
        started.values().forEach(process -> process.signalGroup(Signal.KILL));
        ended("b");
        other.end(GRACE);
        assertFalse(Processes.lives(daemon));
    }

    @Test
    void whatWasThereBeforeAnotherBeganIsNotThatOthers() throws Exception {
        Strays.Owner owner = run("a", FULL_ESCAPE);
        ended("a");
        long daemon = orphan("a");
        Thread.sleep(30); // start times have a resolution of 10 ms
        run("b", "exec sleep 1000");
        owner.end(GRACE);
        assertFalse(Processes.lives(daemon));
    }

    @Test
    void aWorkingDirectoryTellsWhoseItIs() throws Exception {
        run("b", "exec sleep 1000");
        Strays.Owner owner =
                run("a", "setsid env -i /bin/sh -c 'echo $$; trap \"\" TERM; while :; do sleep 0.1; done' &");
        ended("a");
        long daemon = orphan("a");
        owner.end(GRACE);
        assertFalse(Processes.lives(daemon));
    }

    @Test
    void aMarkTellsThatItIsNotOurs() throws Exception {
        Strays.Owner owner = run("a", "exec true");
        ended("a");
        Strays.Owner other = run("b", "cd ../a; setsid sh -c 'echo $$; exec sleep 1000' & sleep 0.1");
        ended("b");
        long daemon = orphan("b");
        assertEquals(List.of(), owner.end(GRACE));
        assertTrue(Processes.lives(daemon));
        other.end(GRACE);
        assertFalse(Processes.lives(daemon));
    }

    @Test
    void nothingIsTouchedWhileSomethingIsAboutToStart() throws Exception {
        Strays.Owner owner = run("a", FULL_ESCAPE);
        ended("a");
        long daemon = orphan("a");
        try (Strays.Owner _ = strays.expect("b", directory.resolve("b"))) {
            owner.end(GRACE);
            assertTrue(Processes.lives(daemon));
        }
        owner.end(GRACE);
        assertFalse(Processes.lives(daemon));
    }
}
