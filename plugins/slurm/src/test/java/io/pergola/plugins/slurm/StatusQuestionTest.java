package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.CommandResult;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusQuestionTest {

    private final FakeSlurm slurm = new FakeSlurm();

    private static JobStatus status(Scheduler scheduler, JobInfo job, JobInfo... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(job);
        return Map.copyOf(scheduler.jobStatus(all)).getOrDefault(job, new JobStatus(JobState.UNKNOWN, "left out"));
    }

    private JobStatus one(JobInfo job) {
        return status(slurm.scheduler(), job);
    }

    @Nested
    class RealQueue {

        private JobStatus of(String id, String name) {
            slurm.own(FakeSlurm.printed(Cases.text("squeue_O.txt")))
                    .accounting(FakeSlurm.printed(Cases.text("sacct_P.txt")))
                    .program("id", FakeSlurm.printed("root\n"));
            JobInfo job = FakeSlurm.job(id, name);
            return status(slurm.scheduler(), job, FakeSlurm.job("29", "exclusive"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                28    | running    | SCHED_STARTUP   | ''
                21    | ok         | ENDED           | ended well
                22    | fail       | SCHED_ERROR     | its script failed with exit code 3
                23    | segv       | SCHED_ERROR     | its script was killed by signal 11
                24    | timeout    | SCHED_ERROR     | ran into its time limit of 1:00
                26    | nodefail   | SCHED_ERROR     | a node failed, of node3
                25    | cancelled  | SCHED_CANCELLED | was cancelled by user root
                27    | requeued   | SCHEDULED       | was requeued (restart 1); waits for free nodes (Resources)
                36    | begin      | SCHEDULED       | waits for its start time, which a requeue also sets (BeginTime)
                42    | resources2 | SCHEDULED       | waits for free nodes (Resources)
                34    | held       | SCHEDULED       | waits because its user holds it; `scontrol release` lets it go on (JobHeldUser)
                37_2  | arr        | SCHEDULED       | waits for other tasks of its array to end (JobArrayTaskLimit)
                37_1  | arr        | SCHED_STARTUP   | ''
                39    | het        | SCHED_STARTUP   | ''
                """)
        void isPutInWords(String id, String name, JobState state, String words) {
            assertEquals(new JobStatus(state, words), of(id, name));
        }

        @Test
        void namesTheNodesThatAJobWaitsFor() {
            assertEquals(
                    "waits for nodes that it names and that are down, drained, reserved or in use"
                            + " (ReqNodeNotAvail, UnavailableNodes:node2)",
                    of("43", "priority2").reason());
        }

        @Test
        void isAskedOnceForAll() {
            of("37_1", "arr");
            assertEquals(List.of("squeue"), slurm.programs());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_MEMORY,SCHED_ERROR", "PREEMPTED,SCHED_ERROR", "DEADLINE,SCHED_ERROR", "BOOT_FAIL,SCHED_CANCELLED",
        "CONFIGURING,SCHEDULED", "COMPLETING,SCHED_STARTUP", "SUSPENDED,SCHED_STARTUP", "REQUEUED,SCHEDULED",
        "REQUEUE_HOLD,SCHEDULED", "RESV_DEL_HOLD,SCHEDULED", "SPECIAL_EXIT,SCHEDULED", "REVOKED,SCHED_ERROR",
        "NEVER_HEARD_OF,UNKNOWN"
    })
    void everyStateHasAMeaning(String state, JobState meaning) {
        slurm.named(FakeSlurm.printed(FakeSlurm.line("7", state, "job", "None")));
        JobStatus status = one(FakeSlurm.job("7", "job"));
        assertEquals(meaning, status.state());
        assertTrue(!status.reason().isBlank(), state);
    }

    @Test
    void tenThousandJobsAreOneQuestionOfOneShortLine() {
        var lines = new StringBuilder();
        var jobs = new ArrayList<JobInfo>();
        for (int id = 100_000; id < 110_000; id++) {
            lines.append(FakeSlurm.line(Integer.toString(id), "RUNNING", "job", "None"));
            jobs.add(FakeSlurm.job(Integer.toString(id), "job"));
        }
        slurm.own(FakeSlurm.printed(lines.toString()));
        Map<JobInfo, JobStatus> answers = slurm.scheduler().jobStatus(jobs);
        assertEquals(10_000, answers.size());
        assertTrue(answers.values().stream().allMatch(new JobStatus(JobState.SCHED_STARTUP, "")::equals));
        assertEquals(1, slurm.commands.asked().size());
        assertTrue(String.join(" ", slurm.commands.asked().getFirst()).length() < 500);
    }

    @Nested
    class JobsThatAreGone {

        private static final CommandResult NOTHING = FakeSlurm.printed("");
        private static final CommandResult INVALID =
                FakeSlurm.failed("slurm_load_jobs error: Invalid job id specified\n");

        @Test
        void haveTheirEndFromTheAccounting() {
            slurm.named(INVALID)
                    .accounting(FakeSlurm.printed("7|CANCELLED by 1000|2026-11-22T03:16:14|0:0|00:01:00|node1|job\n"))
                    .program("id", FakeSlurm.failed("id: '1000': no such user"));
            assertEquals(
                    new JobStatus(JobState.SCHED_CANCELLED, "was cancelled by the user of number 1000"),
                    one(FakeSlurm.job("7", "job")));
        }

        @Test
        void areSaidToBeGoneWhereNobodyKnowsThem() {
            slurm.named(INVALID).accounting(NOTHING);
            JobStatus status = one(FakeSlurm.job("7", "job"));
            assertEquals(
                    new JobStatus(JobState.SCHED_ERROR, "Slurm no longer knows the job; nor does its accounting"),
                    status);
        }

        @Test
        void areSaidToBeGoneWithoutAccountingAndItIsNotAskedAgain() {
            slurm.named(INVALID).noAccounting();
            Scheduler scheduler = slurm.scheduler();
            JobStatus status = status(scheduler, FakeSlurm.job("7", "job"));
            assertEquals(JobState.SCHED_ERROR, status.state());
            status(scheduler, FakeSlurm.job("7", "job"));
            assertEquals(1, slurm.programs().stream().filter("sacct"::equals).count());
        }

        @Test
        void areUnknownWhileTheAccountingIsSilent() {
            slurm.named(INVALID).accounting(FakeSlurm.failed("sacct: error: slurm_persist_conn_open: failed\n"));
            assertEquals(JobState.UNKNOWN, one(FakeSlurm.job("7", "job")).state());
        }

        @Test
        void areLookedForAmongAllUsersBefore() {
            slurm.own(NOTHING)
                    .accounting(FakeSlurm.printed("7|RUNNING|2026-11-22T03:16:14|0:0|00:01:00|node1|job\n"))
                    .named(FakeSlurm.printed(FakeSlurm.line("7", "RUNNING", "job", "None")));
            assertEquals(
                    JobState.SCHED_STARTUP,
                    status(slurm.scheduler(), FakeSlurm.job("7", "job"), FakeSlurm.job("8", "other"))
                            .state());
            assertEquals(List.of("squeue", "sacct", "squeue"), slurm.programs());
        }

        @Test
        void areUnknownIfTheControllerFailsBetween() {
            slurm.own(NOTHING).accounting(NOTHING).named(FakeSlurm.failed(FakeSlurm.DOWN));
            assertEquals(
                    JobState.UNKNOWN,
                    status(slurm.scheduler(), FakeSlurm.job("7", "job"), FakeSlurm.job("8", "other"))
                            .state());
        }

        @Test
        void areUnknownOnAnotherCluster() {
            slurm.named(INVALID).accounting(NOTHING).cluster("here");
            JobStatus status = one(new JobInfo(Map.of("id", "7", "cluster", "there")));
            assertEquals(new JobStatus(JobState.UNKNOWN, "it is a job of the cluster there, and this is here"), status);
        }
    }

    @Nested
    class NumbersUsedAgain {

        private JobStatus of(JobInfo job) {
            slurm.named(FakeSlurm.printed(FakeSlurm.line("7", "RUNNING", "theirs", "None")))
                    .accounting(FakeSlurm.printed("7|RUNNING|2026-11-22T03:16:14|0:0|00:01:00|node1|theirs\n"));
            return one(job);
        }

        @Test
        void areKnownByAnotherName() {
            assertEquals(JobState.SCHED_ERROR, of(FakeSlurm.job("7", "ours")).state());
        }

        @Test
        void areKnownByAnotherScript() {
            JobInfo ours = new JobInfo(Map.of("id", "7", "name", "theirs", "script", "/jobs/ours"));
            slurm.named(FakeSlurm.printed(FakeSlurm.line("7", "RUNNING", "theirs", "None")))
                    .accounting(FakeSlurm.printed(""));
            assertEquals(JobState.SCHED_ERROR, one(ours).state());
        }

        @Test
        void areKnownByAnEarlierTime() {
            JobInfo later = new JobInfo(Map.of("id", "7", "submitted", "2027-01-01T00:00:00Z"));
            assertEquals(JobState.SCHED_ERROR, of(later).state());
        }

        @Test
        void areTheSameJobAfterARequeueWhichHasALaterTime() {
            JobInfo earlier = new JobInfo(
                    Map.of("id", "7", "name", "theirs", "script", "/jobs/theirs", "submitted", "2026-11-20T00:00:00Z"));
            assertEquals(JobState.SCHED_STARTUP, of(earlier).state());
        }
    }

    @Nested
    class Silence {

        private static final JobInfo FIRST = FakeSlurm.job("7", "a");
        private static final JobInfo SECOND = FakeSlurm.job("8", "b");

        private void assertAllUnknown(String words) {
            Map<JobInfo, JobStatus> answers = slurm.scheduler().jobStatus(List.of(FIRST, SECOND));
            assertEquals(2, answers.size());
            answers.values().forEach(status -> {
                assertEquals(JobState.UNKNOWN, status.state());
                assertTrue(status.reason().contains(words), status.reason());
            });
            assertEquals(List.of("squeue"), slurm.programs());
        }

        @Test
        void ofTheControllerLeavesAllJobsUnknown() {
            slurm.own(FakeSlurm.failed(FakeSlurm.DOWN));
            assertAllUnknown("the Slurm controller does not answer");
        }

        @Test
        void ofTheCommandLeavesAllJobsUnknown() {
            slurm.own(FakeSlurm.timedOut());
            assertAllUnknown("squeue did not answer in time");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Segmentation fault\n", "JOBID PARTITION\n", "{\"jobs\": []}\n", "\u0000\u0001\n"})
        void inGarbageLeavesAllJobsUnknown(String garbage) {
            slurm.own(FakeSlurm.printed(garbage));
            assertAllUnknown("squeue printed what is no list of jobs");
        }

        @Test
        void ofAMissingCommandLeavesAllJobsUnknown() {
            slurm.commands.without("squeue");
            assertAllUnknown("squeue cannot be started");
        }
    }

    @Test
    void aStrangeLineOfAnotherJobSpoilsNothing() {
        slurm.own(FakeSlurm.printed("6\tRUNNING\ta\nname\n" + FakeSlurm.line("7", "RUNNING", "job", "None")))
                .accounting(FakeSlurm.printed(""))
                .named(FakeSlurm.printed(""));
        assertEquals(
                JobState.SCHED_STARTUP,
                status(slurm.scheduler(), FakeSlurm.job("7", "job"), FakeSlurm.job("8", "b"))
                        .state());
    }

    @Test
    void aDamagedInfoIsUnknownAndAskedForNowhere() {
        JobStatus status = one(new JobInfo(Map.of("id", "7; rm -rf /")));
        assertEquals(new JobStatus(JobState.UNKNOWN, "its job info is damaged"), status);
        assertEquals(List.of(), slurm.programs());
    }
}
