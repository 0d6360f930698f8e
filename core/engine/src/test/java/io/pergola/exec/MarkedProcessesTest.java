package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedProcessesTest {

    private final String mark = UUID.randomUUID().toString();
    private final MarkedProcesses marked = new MarkedProcesses();
    private final Processes processes;

    MarkedProcessesTest(@TempDir Path directory) {
        this.processes = new Processes(directory);
    }

    private List<ProcessIdentity> end(Duration grace) throws InterruptedException {
        return marked.end(MarkedProcesses.RUN, mark, grace);
    }

    @Test
    void aDaemonInASessionOfItsOwnIsFoundAndEnded() throws Exception {
        processes
                .marked(MarkedProcesses.RUN, mark, "setsid bash -c 'echo $$; while :; do sleep 0.1; done' & sleep 0.1")
                .await();
        long daemon = Long.parseLong(processes.lines(1).getFirst());
        assertTrue(marked.find(MarkedProcesses.RUN, mark).stream().anyMatch(p -> p.pid() == daemon));
        assertTrue(end(Duration.ofSeconds(30)).stream().anyMatch(p -> p.pid() == daemon));
        assertFalse(Processes.lives(daemon));
        assertEquals(List.of(), marked.find(MarkedProcesses.RUN, mark));
    }

    @Test
    void whatIgnoresSigtermIsKilledAfterTheGraceTime() throws Exception {
        processes
                .marked(
                        MarkedProcesses.RUN,
                        mark,
                        "setsid bash -c 'trap \"\" TERM; echo $$; while :; do sleep 0.1; done' &")
                .await();
        long daemon = Long.parseLong(processes.lines(1).getFirst());
        end(Duration.ofMillis(100));
        assertFalse(Processes.lives(daemon));
    }

    @Test
    void whatSigtermStartsIsEndedToo() throws Exception {
        processes
                .marked(
                        MarkedProcesses.RUN,
                        mark,
                        "setsid bash -c 'trap \"setsid sleep 1000 & exit\" TERM; echo $$; while :; do sleep 0.1; done' &")
                .await();
        processes.lines(1);
        end(Duration.ofSeconds(30));
        assertEquals(List.of(), marked.find(MarkedProcesses.RUN, mark));
    }

    @Test
    void anotherMarkOrALongerOneIsLeftAlone() throws Exception {
        RunningProcess other = processes.marked(MarkedProcesses.RUN, mark + "x", "echo up; exec sleep 1000");
        RunningProcess third = processes.marked("X" + MarkedProcesses.RUN, mark, "echo up; exec sleep 1000");
        assertEquals(List.of(), end(Duration.ofSeconds(1)));
        assertTrue(Processes.lives(other.pid()));
        assertTrue(Processes.lives(third.pid()));
        other.signalGroup(Signal.KILL);
        third.signalGroup(Signal.KILL);
        other.await();
        third.await();
    }

    @Test
    void thisProcessIsNeverAmongThem() {
        long self = ProcessHandle.current().pid();
        String path = System.getenv("PATH");
        assertTrue(marked.find("PATH", path).stream().noneMatch(p -> p.pid() == self || p.pid() == 1));
    }
}
