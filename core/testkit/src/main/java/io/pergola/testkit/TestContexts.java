package io.pergola.testkit;

import io.pergola.exec.SystemCommands;
import io.pergola.exec.SystemProcesses;
import io.pergola.spi.CommandRunner;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What a scheduler is given in a test. */
public final class TestContexts {

    private TestContexts() {}

    /** The real thing: commands and processes of this machine, started in {@code directory}. */
    public static SchedulerContext real(Path directory) {
        Map<String, String> environment = System.getenv();
        return new SchedulerContext(
                new SystemCommands(environment),
                new SystemProcesses(environment, directory),
                InstantSource.system(),
                environment);
    }

    /** Nothing real: answers from {@code commands}, no processes, no environment, and a clock that stands still at the epoch. */
    public static SchedulerContext recorded(CommandRunner commands) {
        return new SchedulerContext(
                commands, new RecordedProcesses(), InstantSource.fixed(java.time.Instant.EPOCH), Map.of());
    }
}
