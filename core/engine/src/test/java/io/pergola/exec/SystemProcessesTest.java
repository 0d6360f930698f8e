package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProcessesTest {

    private final Path directory;

    private final SystemProcesses processes;

    SystemProcessesTest(@TempDir Path directory) {
        this.directory = directory;
        this.processes = new SystemProcesses(Map.of("PATH", Processes.PATH), directory);
    }

    @Test
    void aProcessLivesUntilItIsTerminated() throws Exception {
        ProcessIdentity sleep = processes.start(List.of("sleep", "1000"), directory.resolve("log"));
        assertEquals(Optional.of(true), processes.alive(sleep));
        assertEquals(
                Optional.of(true),
                new SystemProcesses(Map.of(), directory).alive(sleep),
                "another instance knows it as well");
        processes.terminate(sleep);
        Processes.until("it is gone", () -> processes.alive(sleep).equals(Optional.of(false)));
        assertTrue(ProcFiles.stat(sleep.pid()).isEmpty(), "and no zombie is left");
        processes.terminate(sleep);
    }

    @Test
    void aLaterProcessOfTheSameNumberIsAnotherOne() {
        ProcessIdentity sleep = processes.start(List.of("sleep", "1000"), directory.resolve("log"));
        var earlier = new ProcessIdentity(sleep.host(), sleep.pid(), sleep.startTicks() - 1, sleep.bootId());
        var lastBoot = new ProcessIdentity(sleep.host(), sleep.pid(), sleep.startTicks(), "another");
        var elsewhere = new ProcessIdentity("another", sleep.pid(), sleep.startTicks(), sleep.bootId());
        assertEquals(Optional.of(false), processes.alive(earlier));
        assertEquals(Optional.of(false), processes.alive(lastBoot));
        assertEquals(Optional.empty(), processes.alive(elsewhere));
        List.of(earlier, lastBoot, elsewhere).forEach(processes::terminate);
        assertEquals(Optional.of(true), processes.alive(sleep));
        processes.terminate(sleep);
    }

    @Test
    void outputIsAppended() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), "before\n");
        ProcessIdentity echo = processes.start(List.of("echo", "after"), log);
        Processes.until("it has ended", () -> processes.alive(echo).equals(Optional.of(false)));
        assertEquals("before\nafter\n", Files.readString(log));
    }

    @Test
    void whatCannotBeStartedIsAFailureWithTheCommand() {
        var failure = assertThrows(
                SchedulerException.class, () -> processes.start(List.of("/no/such", "x"), directory.resolve("log")));
        assertEquals(List.of("/no/such", "x"), failure.command());
        assertEquals(Optional.of("Check /no/such"), failure.help());
    }
}
