package io.pergola.plugins.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.ProcessIdentity;
import io.pergola.testkit.RecordedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSchedulerTest {

    private static final ProcessIdentity FIRST = new ProcessIdentity("testhost", 1001, 1, "boot");
    private static final JobInfo ELSEWHERE =
            new JobInfo(Map.of("id", "5", "host", "node7", "pid", "5", "start_ticks", "9", "boot_id", "b"));
    private static final JobInfo DAMAGED = new JobInfo(Map.of("id", "5", "host", "testhost", "pid", "five"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private final RecordedProcesses processes = new RecordedProcesses();

    private LocalScheduler scheduler() {
        return new LocalScheduler(processes, new Machine(directory.resolve("meminfo")));
    }

    private JobInfo kickoff() {
        var request = new JobRequest(
                "job",
                new NodeRequest.Between(1, OptionalInt.empty()),
                null,
                Map.of(),
                Map.of(),
                directory.resolve("log"));
        return scheduler().kickoff(request, Path.of("/runs/kickoff.sh"));
    }

    @Nested
    class Kickoff {

        @Test
        void startsTheScriptItself() {
            kickoff();
            assertEquals(List.of(List.of("/runs/kickoff.sh")), processes.started());
        }

        @Test
        void keepsAllThatTellsTheProcessFromALaterOne() {
            assertEquals(
                    Map.of("id", "1001", "host", "testhost", "pid", "1001", "start_ticks", "1", "boot_id", "boot"),
                    kickoff().values());
        }
    }

    @Nested
    class Status {

        private JobStatus of(JobInfo job) {
            return Map.copyOf(scheduler().jobStatus(List.of(job)))
                    .getOrDefault(job, new JobStatus(JobState.UNKNOWN, "?"));
        }

        @Test
        void isStartupWhileTheProcessLives() {
            assertEquals(new JobStatus(JobState.SCHED_STARTUP, ""), of(kickoff()));
        }

        @Test
        void isAnErrorOnceItIsGone() {
            JobInfo job = kickoff();
            processes.end(FIRST);
            assertEquals(new JobStatus(JobState.SCHED_ERROR, "the job's process is gone"), of(job));
        }

        @Test
        void isUnknownOnAnotherHost() {
            assertEquals(new JobStatus(JobState.UNKNOWN, "runs on host node7"), of(ELSEWHERE));
        }

        @Test
        void ofADamagedInfoIsUnknownAndDoesNotSpoilTheOthers() {
            JobInfo job = kickoff();
            Map<JobInfo, JobStatus> answers = scheduler().jobStatus(List.of(DAMAGED, job));
            assertEquals(
                    Map.of(
                            DAMAGED, new JobStatus(JobState.UNKNOWN, "its job info is damaged"),
                            job, new JobStatus(JobState.SCHED_STARTUP, "")),
                    answers);
        }
    }

    @Nested
    class Cancel {

        private String failure(JobInfo job) {
            Map<JobInfo, CancelOutcome> outcomes = scheduler().cancel(List.of(job));
            return outcomes.getOrDefault(job, CancelOutcome.failed("left out"))
                    .failure()
                    .orElse("");
        }

        @Test
        void terminatesTheProcess() {
            assertEquals("", failure(kickoff()));
            assertEquals(List.of(FIRST), processes.terminated());
        }

        @Test
        void ofAJobThatIsGoneIsFine() {
            JobInfo job = kickoff();
            processes.end(FIRST);
            assertEquals("", failure(job));
        }

        @Test
        void onAnotherHostFailsAndSaysWhere() {
            assertEquals("it runs on host node7; cancel it there", failure(ELSEWHERE));
            assertEquals(List.of(), processes.terminated());
        }

        @Test
        void ofADamagedInfoTouchesNoProcess() {
            assertTrue(failure(DAMAGED).startsWith("its job info is damaged"));
            assertEquals(List.of(), processes.terminated());
        }
    }

    @Nested
    class Nodes {

        @Test
        void areThisMachineWithItsProcessorsAndMemory() throws IOException {
            Files.writeString(directory.resolve("meminfo"), """
                    MemTotal:        8048584 kB
                    MemFree:          123456 kB
                    """);
            int cpus = Runtime.getRuntime().availableProcessors();
            assertEquals(
                    new NodeSet(List.of(NodeInfo.up("testhost", cpus, 7859))),
                    scheduler().allocationNodes(kickoff()));
        }

        @Test
        void areKnownIfTheCommandWasKilledBeforeItNotedTheJob() throws IOException {
            Files.writeString(directory.resolve("meminfo"), "MemTotal: 8048584 kB\n");
            String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            assertEquals(
                    List.of(host),
                    scheduler().allocationNodes(new JobInfo(Map.of())).nodes().stream()
                            .map(NodeInfo::name)
                            .toList());
        }

        @Test
        void withoutAMemoryTableAreAFailureThatNamesIt() {
            SchedulerException failure =
                    assertThrows(SchedulerException.class, () -> scheduler().allocationNodes(kickoff()));
            assertTrue(String.valueOf(failure.getMessage()).contains("meminfo"), failure.toString());
        }
    }

    @Test
    void asksForNothingInScriptsAndCommands() {
        assertEquals(
                LaunchCommand.NONE, scheduler().testCommand(new LaunchRequest(List.of("n"), 1, 1, Map.of(), Map.of())));
        assertEquals(
                KickoffHeader.NONE,
                scheduler()
                        .header(new JobRequest(
                                "job",
                                new NodeRequest.Between(1, OptionalInt.empty()),
                                null,
                                Map.of(),
                                Map.of(),
                                Path.of("log"))));
    }
}
