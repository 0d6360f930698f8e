package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.spi.ArrayRequest;
import io.pergola.spi.JobArrays;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The part of the contract that speaks of many jobs in one submission; skipped where a scheduler has no such thing. */
abstract class ArrayContract extends SilenceContract {

    private static final int IN_ARRAY = 3;

    /** For subclasses. */
    protected ArrayContract() {}

    @Test
    void jobsOfAnArrayRunEachWithItsIndexAndItsLog() {
        Path marks = workDirectory().resolve("marks");
        String quoted = KickoffScripts.quoted(marks);
        List<JobInfo> jobs = array("array", "echo at $%s; mkdir -p " + quoted + "; touch " + quoted + "/$%s");
        jobs.forEach(job -> await(() -> ended(job)));
        for (int i = 1; i <= jobs.size(); i++) {
            Path mark = marks.resolve(Integer.toString(i));
            Path log = log("array-" + i);
            await(() -> mark.toFile().exists() ? "" : "the job of index " + mark.getFileName() + " has not run");
            String said = "at " + i + "\n";
            await(() -> KickoffScripts.read(log).equals(said) ? "" : log + " holds " + KickoffScripts.read(log));
        }
    }

    @Test
    void jobsOfAnArrayAreAnsweredAndCancelledEachByItself() {
        List<JobInfo> jobs = array("elements", "exec sleep 300");
        awaitAlive(scheduler(), jobs);
        assertCancelled(jobs.getFirst());
        await(() -> gone(jobs.getFirst()));
        awaitAlive(scheduler(), jobs.subList(1, jobs.size()));
        assertEquals(new HashSet<>(jobs), scheduler().cancel(jobs).keySet());
        jobs.forEach(job -> await(() -> gone(job)));
    }

    /** One that is cancelled while it waits may leave no trace. */
    private String gone(JobInfo job) {
        return state(job) == JobState.SCHED_ERROR ? "" : ended(job);
    }

    @Test
    void jobsOfAnArrayThatWaitAreSaidToWait() {
        requireAvailable();
        try {
            assumeTrue(holdJobs(), "this batch system cannot be kept from starting jobs");
            List<JobInfo> jobs = array("queued", "exec sleep 300");
            jobs.forEach(job -> await(() -> state(job) == JobState.SCHEDULED ? "" : job + " is " + state(job)));
            assertCancelled(jobs.getLast());
            await(() -> gone(jobs.getLast()));
            assertEquals(JobState.SCHEDULED, state(jobs.getFirst()), "another one was cancelled");
        } finally {
            releaseJobs();
        }
    }

    /** {@code body}: the name of the variable stands for each {@code %s}. */
    private List<JobInfo> array(String name, String body) {
        ArrayRequest request = request(name, body);
        List<JobInfo> jobs = arrays(scheduler()).kickoff(request);
        jobs.forEach(this::remember);
        assertEquals(IN_ARRAY, new HashSet<>(jobs).size(), "a job for each index: " + jobs);
        return jobs;
    }

    private JobArrays arrays(Scheduler asked) {
        assumeTrue(asked.arrays().isPresent(), "this scheduler has no arrays");
        return asked.arrays().orElseThrow();
    }

    private ArrayRequest request(String name, String body) {
        requireAvailable();
        JobArrays arrays = arrays(scheduler());
        JobRequest first = request(name + "-1", schedule(), options());
        assumeTrue(arrays.largest(first) >= IN_ARRAY, "this batch system takes no arrays now");
        Path script = workDirectory().resolve(name + ".sh");
        String head = log(name + "-").toString().replaceFirst("\\.log$", "");
        KickoffScripts.write(script, scheduler().header(first), body.replace("%s", arrays.indexVariable()));
        return new ArrayRequest(first, script, 1, IN_ARRAY, head, ".log");
    }

    @TestFactory
    Stream<DynamicTest> noArrayIsSaidToBeSubmittedThatIsNotWhen() {
        requireAvailable();
        return onBadDays(asked -> {
            ArrayRequest request = request("unsubmitted", "exec sleep 300");
            answer(() -> arrays(asked).kickoff(request)).ifPresent(jobs -> {
                jobs.forEach(this::remember);
                awaitAlive(scheduler(), jobs);
            });
        });
    }
}
