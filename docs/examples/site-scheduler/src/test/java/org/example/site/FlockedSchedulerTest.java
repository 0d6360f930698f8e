package org.example.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pergola.model.SchedulerException;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.NodeRequest;
import io.pergola.testkit.RecordedCommands;
import io.pergola.testkit.TestContexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FlockedSchedulerTest {

    private static final JobRequest REQUEST = new JobRequest(
            "test",
            new NodeRequest.Between(1, OptionalInt.of(1)),
            null,
            Map.of(),
            Map.of("lock_file", List.of("/tmp/lock")),
            Path.of("log"));

    private final RecordedCommands commands = new RecordedCommands();
    private final FlockedScheduler scheduler = new FlockedScheduler(TestContexts.recorded(commands));

    // region: recorded
    @Test
    void aJobThatIsStillFlockWaits() {
        JobInfo first = scheduler.kickoff(REQUEST, Path.of("/runs/1/kickoff"));
        JobInfo second = scheduler.kickoff(REQUEST, Path.of("/runs/2/kickoff"));
        commands.prints("   1001 kickoff\n   1002 flock\n", "ps", "-o", "pid=,comm=", "-p", "1001,1002");
        assertEquals(
                Map.of(
                        first, new JobStatus(JobState.SCHED_STARTUP, ""),
                        second, new JobStatus(JobState.SCHEDULED, "waits for the lock")),
                scheduler.jobStatus(List.of(first, second)));
    }

    @Test
    void aBrokenPsIsAFailureAndNotAnAnswer() {
        JobInfo job = scheduler.kickoff(REQUEST, Path.of("/runs/1/kickoff"));
        commands.fails(139, "Segmentation fault", "ps", "-o", "pid=,comm=", "-p", "1001");
        assertThrows(SchedulerException.class, () -> scheduler.jobStatus(List.of(job)));
    }

    @Test
    void withoutFlockItIsNotAvailable() {
        commands.without("flock");
        assertEquals(
                Optional.of("the command flock is not in PATH"),
                scheduler.available().reason());
    }
    // end region
}
