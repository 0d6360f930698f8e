package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.SchedulerException;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
import io.pergola.testkit.SlurmFeature;
import io.pergola.testkit.SlurmOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that the controller forgot after two seconds, and a database that did not. */
@RequiresSlurm(SlurmFeature.ACCOUNTING)
class SlurmAccountingIT {

    @SuppressWarnings("NullAway.Init") // see start
    private static SlurmCluster cluster;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @SuppressWarnings("NullAway.Init") // see makeJobs
    private RealJobs jobs;

    @BeforeAll
    static void start() {
        cluster = SlurmCluster.start(
                2, SlurmOptions.DEFAULT.with(SlurmFeature.ACCOUNTING).withConfiguration("MinJobAge=2"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void makeJobs() {
        jobs = new RealJobs(cluster, directory);
    }

    private void awaitForgotten(JobInfo job) {
        RealJobs.await(() ->
                cluster.run("squeue", "-h", "-t", "all", "-j", job.get("id").orElse(""))
                                .stdout()
                                .isBlank()
                        ? ""
                        : "the controller still knows " + job);
    }

    @Test
    void theEndOfAForgottenJobIsKnown() {
        JobInfo good = jobs.submit("good", "exit 0");
        JobInfo bad = jobs.submit("bad", "exit 3");
        awaitForgotten(good);
        awaitForgotten(bad);
        jobs.await(good, JobState.ENDED, "ended");
        jobs.await(bad, JobState.SCHED_ERROR, "its script failed with exit code 3");
    }

    @Test
    void theOneWhoCancelledIsNamed() {
        JobInfo job = jobs.submit("cancelled", "exec sleep 300");
        jobs.awaitRunning(job);
        jobs.scheduler().cancel(List.of(job));
        jobs.await(job, JobState.SCHED_CANCELLED, "was cancelled by user root");
    }

    @Test
    void aJobThatNeverWasIsGone() {
        JobInfo job = jobs.submit("real", "exit 0");
        var values = new LinkedHashMap<>(job.values());
        values.put("id", "999999");
        assertEquals(
                new JobStatus(JobState.SCHED_ERROR, "Slurm no longer knows the job; nor does its accounting"),
                jobs.status(new JobInfo(values)));
    }

    @Test
    void aJobOfAnotherClusterIsUnknown() {
        JobInfo job = jobs.submit("here", "exit 0");
        var values = new LinkedHashMap<>(job.values());
        values.put("id", "999999");
        values.put("cluster", "elsewhere");
        assertEquals(JobState.UNKNOWN, jobs.status(new JobInfo(values)).state());
    }

    @Test
    void unknownQosAndAccountAreRefused() {
        jobs.schedule("qos", "nosuch");
        assertRefused("there is no such QOS");
        jobs.schedule("qos").schedule("account", "nosuch");
        assertRefused("there is no such account");
    }

    private void assertRefused(String words) {
        SchedulerException refusal = assertThrows(SchedulerException.class, () -> jobs.submit("refused", "exit 0"));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
    }
}
