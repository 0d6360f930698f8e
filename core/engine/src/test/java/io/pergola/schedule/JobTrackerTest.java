package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunState;
import io.pergola.model.SchedulerException;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.CancelRequest;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewJob;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTrackerTest {

    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");
    private static final ProcessIdentity PILOT = new ProcessIdentity("here", 7, 70, "boot");
    private static final ProcessIdentity COMMAND = new ProcessIdentity("here", 8, 80, "boot");

    private final Map<ProcessIdentity, Boolean> processes = new HashMap<>();
    private Instant now = START;
    private JobStatus answer = new JobStatus(JobState.SCHED_STARTUP, "");
    private boolean silent;
    private Duration interval = Duration.ofSeconds(10);
    private Path board;
    private int questions;
    private Store store;
    private JobTracker tracker;

    @BeforeEach
    void open(@TempDir Path temp) {
        store = Store.open(
                temp.resolve("work"), new StoreOptions("main", 0002, null, temp.resolve("cache")), () -> now);
        board = temp.resolve("board");
        tracker = tracker();
    }

    /** Of another process. */
    private JobTracker tracker() {
        return new JobTracker(
                name -> new FakeScheduler(),
                new StatusBoard(board, null, () -> now),
                new KnownProcesses(processes),
                () -> now);
    }

    private List<RunDirectory> runs(int count) {
        return store.createRuns(IntStream.range(0, count)
                .mapToObj(i -> new NewRun(
                        "s.t",
                        new Value.Entries(new LinkedHashMap<>()),
                        Map.of(ProcessValues.OWNER, ProcessValues.write(COMMAND))))
                .toList());
    }

    private JobDirectory job(List<RunDirectory> runs) {
        JobDirectory job = store.createJob(new NewJob("job", "fake", runs, Map.of()));
        runs.forEach(run -> run.assignJob(job));
        return job;
    }

    private JobDirectory submitted(List<RunDirectory> runs) {
        JobDirectory job = job(runs);
        job.writeInfo(Map.of("id", job.id()));
        return job;
    }

    /** So much later that the batch system may be asked again. */
    private Map<String, JobStatus> update() {
        now = now.plusSeconds(60);
        return tracker.update(store, store.allSummaries());
    }

    private static String state(RunDirectory run) {
        return run.lastState().state();
    }

    @Test
    void asksAboutAllJobsOfASchedulerInOneQuestion() {
        submitted(runs(2));
        submitted(runs(3));
        Map<String, JobStatus> statuses = update();
        assertEquals(1, questions);
        assertEquals(2, statuses.size());
    }

    @Test
    void leavesTheRunsOfALiveJobAlone() {
        List<RunDirectory> runs = runs(1);
        submitted(runs);
        update();
        assertEquals("CREATED", state(runs.getFirst()));
    }

    @Test
    void endsTheRunsOfAJobThatFailedOnce() {
        List<RunDirectory> runs = runs(2);
        submitted(runs);
        answer = new JobStatus(JobState.SCHED_ERROR, "node lost");
        update();
        update();
        for (RunDirectory run : runs) {
            assertEquals("SCHED_ERROR", state(run));
            assertTrue(run.lastState().note().contains("node lost"));
            assertEquals(2, run.journal().size());
        }
    }

    @Test
    void callsACancelledJobCancelled() {
        List<RunDirectory> runs = runs(1);
        submitted(runs);
        answer = new JobStatus(JobState.SCHED_CANCELLED, "by root");
        update();
        assertEquals("SCHED_CANCELLED", state(runs.getFirst()));
    }

    @Test
    void keepsAResultThatWasStoredBeforeTheEnd() {
        List<RunDirectory> runs = runs(1);
        submitted(runs);
        runs.getFirst().writeResults((Value.Entries) Value.of(Map.of("result", Value.of("PASS"))));
        answer = new JobStatus(JobState.SCHED_ERROR, "killed");
        update();
        assertEquals("COMPLETE", state(runs.getFirst()));
        assertEquals(Optional.of(Verdict.PASS), runs.getFirst().ending().map(ending -> ending.verdict()));
    }

    @Test
    void keepsRunsThatHaveEnded() {
        List<RunDirectory> runs = runs(1);
        submitted(runs);
        runs.getFirst().end(StateEntry.of(now, RunState.COMPLETE, "done"), Verdict.FAIL);
        answer = new JobStatus(JobState.SCHED_ERROR, "killed");
        update();
        assertEquals("COMPLETE", state(runs.getFirst()));
        assertEquals(0, questions);
    }

    @Test
    void believesALivePilotMoreThanItsScheduler() {
        List<RunDirectory> runs = runs(1);
        submitted(runs).writePilot(ProcessValues.write(PILOT));
        processes.put(PILOT, true);
        answer = new JobStatus(JobState.SCHED_ERROR, "the shell is gone");
        update();
        assertFalse(runs.getFirst().hasEnded());
        processes.put(PILOT, false);
        update();
        assertEquals("SCHED_ERROR", state(runs.getFirst()));
    }

    @Test
    void neverTakesSilenceForAnEnd() {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = submitted(runs);
        silent = true;
        now = START.plusSeconds(100_000);
        assertEquals(
                JobState.UNKNOWN, Objects.requireNonNull(update().get(job.id())).state());
        assertFalse(runs.getFirst().hasEnded());
        job.writePilot(ProcessValues.write(PILOT));
        update();
        assertFalse(runs.getFirst().hasEnded(), "its pilot is on a host that nobody here can look at");
        processes.put(PILOT, false);
        update();
        assertFalse(runs.getFirst().hasEnded(), "the batch system may start the job again");
        interval = Duration.ZERO;
        update();
        assertEquals("SCHED_ERROR", state(runs.getFirst()));
    }

    @Test
    void endsTheRunsOfAJobThatEndedWellWithoutAWordOfThemOnceItHadTimeToCome() throws Exception {
        List<RunDirectory> runs = runs(2);
        JobDirectory job = submitted(runs);
        answer = new JobStatus(JobState.ENDED, "ended");
        update();
        assertFalse(runs.getFirst().hasEnded(), "its pilot's last words may still be on their way");
        now = now.plusSeconds(29);
        tracker.update(store, store.allSummaries());
        assertFalse(runs.getFirst().hasEnded());
        runs.getFirst().end(StateEntry.of(now, RunState.COMPLETE, "The test completed"), Verdict.PASS);
        update();
        update();
        assertEquals("COMPLETE", state(runs.getFirst()));
        assertEquals("SCHED_ERROR", state(runs.get(1)));
        assertEquals(
                "The job ended before this test did: ended, but its pilot never started; see " + job.kickoffLog()
                        + " and " + job.schedulerLog(),
                runs.get(1).lastState().note());
        assertEquals(2, runs.get(1).journal().size());
    }

    @Test
    void knowsFromOtherProcessesHowLongAJobIsOver() {
        List<RunDirectory> runs = runs(1);
        submitted(runs).writePilot(ProcessValues.write(PILOT));
        answer = new JobStatus(JobState.ENDED, "ended");
        update();
        tracker = tracker();
        update();
        assertTrue(runs.getFirst().lastState().note().contains("its pilot said no more"));
    }

    @Test
    void aJobThatWasStartedAgainIsNotOver() {
        List<RunDirectory> runs = runs(1);
        submitted(runs);
        answer = new JobStatus(JobState.ENDED, "ended");
        update();
        answer = new JobStatus(JobState.SCHEDULED, "was requeued");
        update();
        answer = new JobStatus(JobState.ENDED, "ended");
        update();
        assertFalse(runs.getFirst().hasEnded());
    }

    @Test
    void saysHowTheKickoffScriptsLogEndsWhereItFailedBeforeThePilot() throws Exception {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = submitted(runs);
        Files.writeString(job.kickoffLog(), "starting\npergola: not \u0007found\n\n");
        answer = new JobStatus(JobState.SCHED_ERROR, "its script failed with exit code 127");
        update();
        assertEquals(
                "The job ended before this test did: its script failed with exit code 127;"
                        + " the kickoff script's log ends: pergola: not  found",
                runs.getFirst().lastState().note());
    }

    @Test
    void saysHowTheSchedulersLogEndsAfterThePilot() throws Exception {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = submitted(runs);
        job.writePilot(ProcessValues.write(PILOT));
        Files.writeString(job.kickoffLog(), "nothing of interest");
        Files.writeString(job.schedulerLog(), "x".repeat(5000) + "\nstepd: Exceeded job memory limit\n");
        answer = new JobStatus(JobState.SCHED_ERROR, "killed by signal 9");
        update();
        assertEquals(
                "The job ended before this test did: killed by signal 9;"
                        + " the scheduler's log ends: stepd: Exceeded job memory limit",
                runs.getFirst().lastState().note());
    }

    @Test
    void asksNothingWhileThePilotReports() {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = submitted(runs);
        job.writePilot(ProcessValues.write(PILOT));
        answer = new JobStatus(JobState.SCHED_ERROR, "node lost");
        job.beat();
        now = Instant.now().minusSeconds(50);
        update();
        assertEquals(0, questions);
        assertFalse(runs.getFirst().hasEnded());
        update();
        assertEquals(1, questions);
        assertEquals("SCHED_ERROR", state(runs.getFirst()));
    }

    @Test
    void leavesTheRunsOfAPilotThatWasToldToEndToTheBatchSystemsWord() {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = submitted(runs);
        job.beat();
        job.writePilot(ProcessValues.left(PILOT));
        processes.put(PILOT, false);
        now = Instant.now().minusSeconds(60);
        silent = true;
        update();
        assertFalse(runs.getFirst().hasEnded(), "nobody said that it will not be started again");
        silent = false;
        answer = new JobStatus(JobState.SCHED_ERROR, "ran into its time limit");
        update();
        assertEquals(
                "The job ended before this test did: ran into its time limit",
                runs.getFirst().lastState().note());
    }

    @Test
    void givesASubmissionSomeTimeToLeaveItsTrace() {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = job(runs);
        Map<String, JobStatus> first = tracker.update(store, store.allSummaries());
        assertEquals(
                JobState.UNKNOWN, Objects.requireNonNull(first.get(job.id())).state());
        assertFalse(runs.getFirst().hasEnded());
        update();
        assertEquals("SCHED_ERROR", state(runs.getFirst()));
    }

    @Test
    void endsRunsWhoseCommandDiedBeforeItMadeAJob() {
        List<RunDirectory> runs = runs(2);
        update();
        assertFalse(runs.getFirst().hasEnded(), "nobody knows of that process");
        processes.put(COMMAND, true);
        update();
        assertFalse(runs.getFirst().hasEnded());
        processes.put(COMMAND, false);
        update();
        runs.forEach(run -> assertEquals("ABORTED", state(run)));
    }

    @Test
    void aRunThatWasGivenAJobSinceItWasLastSeenIsNoOrphan() {
        List<RunDirectory> runs = runs(1);
        List<RunSummary> seen = store.allSummaries();
        submitted(runs);
        processes.put(COMMAND, false);
        tracker.update(store, seen);
        assertFalse(runs.getFirst().hasEnded());
    }

    @Test
    void callsARunCancelledThatSomebodyWishedToCancelWhateverEndedItsJob() {
        List<RunDirectory> runs = runs(1);
        JobDirectory job = submitted(runs);
        var wish = new CancelRequest("ann", now, "wrong input");
        runs.getFirst().requestCancel(wish);
        job.requestCancel(wish, List.of(1));
        answer = new JobStatus(JobState.SCHED_ERROR, "signal 15");
        update();
        assertEquals("CANCELLED", state(runs.getFirst()));
        assertEquals(
                "Cancelled by ann: wrong input", runs.getFirst().lastState().note());
        assertEquals(List.of(), job.cancelRequests());
    }

    @Test
    void endsTheRunsOfAJobWhoseDirectoryWasRemovedAfterAWhile() throws Exception {
        List<RunDirectory> runs = runs(2);
        JobDirectory job = submitted(runs);
        Files.delete(job.path().resolve("job.json"));
        now = Instant.now().minusSeconds(60);
        update();
        assertFalse(runs.getFirst().hasEnded(), "a pilot that lives must have the time to notice");
        update();
        for (RunDirectory run : runs) {
            assertEquals("SCHED_ERROR", state(run));
            assertTrue(run.lastState().note().contains("was removed"));
        }
    }

    @Test
    void oneLookIsEnoughIfNoJobWasRemovedForLong() throws Exception {
        List<RunDirectory> runs = runs(1);
        Files.delete(submitted(runs).path().resolve("job.json"));
        now = Instant.now().plusSeconds(60);
        update();
        assertEquals("SCHED_ERROR", state(runs.getFirst()));
    }

    private final class FakeScheduler extends AskedScheduler {
        @Override
        public Duration statusInterval() {
            return interval;
        }

        @Override
        public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
            questions++;
            if (silent) {
                throw new SchedulerException("no answer", null);
            }
            return jobs.stream().collect(Collectors.toMap(job -> job, job -> answer));
        }
    }
}
