package io.pergola.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.ProcessIdentity;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
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
    @SuppressWarnings("restricted")
    void noLonger() throws Throwable {
        var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
        var prctl = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().find("prctl").orElseThrow(),
                        type,
                        Linker.Option.firstVariadicArg(1));
        assertEquals(0, (int) prctl.invokeExact(36, 0L));
    }

    @Test
    void aDaemonComesBackToUsAndIsReapedOnceItHasEnded() throws Exception {
        var processes = new Processes(directory);
        var subreaper = new Subreaper(processes.spawner);
        RunningProcess own = processes.start("sleep", "1000");
        processes.output.toFile().delete();
        processes.script("setsid sh -c 'echo $$; exec sleep 1000' & sleep 0.1").await();
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
