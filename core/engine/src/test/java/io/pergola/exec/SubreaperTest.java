package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubreaperTest {

    private final Path directory;

    SubreaperTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void noLonger() {
        Heir.noLonger();
    }

    @Test
    void aDaemonComesBackToUsAndIsReapedOnceItHasEnded() throws Exception {
        var processes = new Processes(directory);
        var subreaper = new Subreaper(processes.spawner);
        RunningProcess own = processes.start("sleep", "1000");
        processes.output.toFile().delete();
        processes.script("setsid sh -c 'echo $$; exec sleep 1000'&").await();
        long daemon = Long.parseLong(processes.lines(1).getFirst());
        Processes.until("the daemon is ours", () -> subreaper.orphans().stream().anyMatch(p -> p.pid() == daemon));
        List<ProcessIdentity> orphans = subreaper.orphans();
        assertTrue(orphans.stream().noneMatch(orphan -> orphan.pid() == own.pid()), orphans.toString());
        assertTrue(ProcessCalls.kill(daemon, 9));
        Processes.until("it is dead", () -> !Processes.lives(daemon));
        assertEquals(
                List.of(),
                subreaper.orphans().stream().filter(p -> p.pid() == daemon).toList());
        assertTrue(ProcFiles.stat(daemon).isEmpty(), "the zombie is reaped");
        own.signalGroup(Signal.KILL);
        assertEquals(9, own.await().signal());
    }
}
