package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
import io.pergola.testkit.SlurmFeature;
import io.pergola.testkit.SlurmOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a real Slurm does to jobs, and what their runs end with: the state, the reason in words, nothing lost and nothing run twice.
 * Most of it is waiting for Slurm, so the tests run side by side, each on a node of its own.
 */
@RequiresSlurm({SlurmFeature.NAMESPACES, SlurmFeature.ACCOUNTING})
class SlurmEndsIT {

    private static final int NODES = 16;
    private static final String PASSED = "COMPLETE The test completed with result: PASS";

    @SuppressWarnings("NullAway.Init") // see up
    private static SlurmCluster cluster;

    @SuppressWarnings("NullAway.Init") // see install
    private ClusterSite site;

    @BeforeAll
    static void up() {
        cluster = SlurmCluster.start(
                NODES,
                SlurmOptions.DEFAULT
                        .with(SlurmFeature.ACCOUNTING)
                        .withNodeTimeout(Duration.ofSeconds(2))
                        .withConfiguration(
                                "MessageTimeout=4",
                                "PreemptType=preempt/partition_prio",
                                "PreemptMode=REQUEUE",
                                "PartitionName=low Nodes=ALL PriorityTier=1 PreemptMode=REQUEUE",
                                "PartitionName=cheap Nodes=ALL PriorityTier=1 PreemptMode=CANCEL",
                                "PartitionName=high Nodes=ALL PriorityTier=100 PreemptMode=OFF"));
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        site = new ClusterSite(cluster, folder);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    /** On that node, with more options of sbatch. */
    private static String on(int node, String... options) {
        return "slurm: {sbatch_extra: ['-w node%d'%s]}"
                .formatted(node, options.length == 0 ? "" : ", '" + String.join("', '", options) + "'");
    }

    /** Slurm has a requeued job wait for two minutes. */
    private void startNow(String job) {
        cluster.check("scontrol", "update", "jobid=" + job, "starttime=now");
    }

    private void assertEnd(String state, String words) throws IOException, InterruptedException {
        String end = site.awaitEnd();
        assertTrue(end.startsWith(state + " ") && end.contains(words), end);
        assertEquals(1, site.entered(state), "it is recorded once");
        assertEquals(List.of("began"), site.told());
    }

    private void assertSecondStartPasses() throws IOException, InterruptedException {
        site.awaitStarts(2);
        site.letEnd();
        assertEquals(PASSED, site.awaitEnd());
        assertEquals(List.of("began", "began"), site.told());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void overItsTimeLimit() throws Exception {
        site.submit(on(1, "-t 1"));
        assertEnd("SCHED_ERROR", "ran into its time limit of 1:00");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void overItsMemoryLimit() throws Exception {
        site.installed().suite("t", hog(site, ", sbatch_extra: ['-w node2', '--no-requeue']"));
        site.installed().expect(0, "run", "-d", "t");
        assertEnd("SCHED_ERROR", "memory limit"); // which of Slurm's two lines about it comes last, varies
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void onANodeThatCrashes() throws Exception {
        site.submit(on(3, "--no-requeue"));
        site.awaitStarts(1);
        cluster.crashNode("node3");
        assertEnd("SCHED_ERROR", "a node failed, of node3");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void requeuedAfterItsNodeCrashed() throws Exception {
        String job = site.submit("slurm: {sbatch_extra: ['--nodelist=node4']}");
        site.awaitStarts(1);
        cluster.crashNode("node4");
        site.awaitNote("was requeued (restart 1)");
        cluster.startNode("node4");
        startNow(job);
        assertSecondStartPasses();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void preemptedAndEnded() throws Exception {
        site.submit("partition: cheap, " + on(5, "--exclusive"));
        site.awaitStarts(1);
        cluster.check("sbatch", "-p", "high", "-w", "node5", "--exclusive", "-o", "/dev/null", "--wrap", "sleep 1");
        assertEnd("SCHED_ERROR", "was preempted by a job of higher priority");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void preemptedAndRequeued() throws Exception {
        String job = site.submit("partition: low, " + on(6, "--exclusive"));
        site.awaitStarts(1);
        cluster.check("sbatch", "-p", "high", "-w", "node6", "--exclusive", "-o", "/dev/null", "--wrap", "sleep 1");
        site.awaitNote("was requeued (restart 1)");
        startNow(job);
        assertSecondStartPasses();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void requeuedByHand() throws Exception {
        String job = site.submit(on(7));
        site.awaitStarts(1);
        cluster.check("scontrol", "requeue", job);
        site.awaitNote("was requeued (restart 1)");
        startNow(job);
        assertSecondStartPasses();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void requeuedByHandAndHeld() throws Exception {
        String job = site.submit(on(8));
        site.awaitStarts(1);
        cluster.check("scontrol", "requeuehold", job);
        site.awaitNote("held");
        cluster.check("scontrol", "release", job);
        startNow(job);
        assertSecondStartPasses();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void heldByItsUserThenReleased() throws Exception {
        String job = site.submit(on(9, "--hold"));
        site.awaitNote("waits because its user holds it; `scontrol release` lets it go on (JobHeldUser)");
        assertEquals("SCHEDULED", site.state());
        cluster.check("scontrol", "release", job);
        site.letEnd();
        assertEquals(PASSED, site.awaitEnd());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void heldByAnAdministratorThenReleased() throws Exception {
        String job = site.submit(on(9, "--begin=now+1hour"));
        cluster.check("scontrol", "hold", job);
        site.awaitNote("waits because an administrator holds it (JobHeldAdmin)");
        cluster.check("scontrol", "release", job);
        startNow(job);
        site.letEnd();
        assertEquals(PASSED, site.awaitEnd());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void cancelledBySomebodyElseWhileItWaited() throws Exception {
        String job = site.submit(on(9, "--hold"));
        cluster.check("scancel", job);
        String end = site.awaitEnd();
        assertTrue(end.startsWith("SCHED_CANCELLED The job ended before this test did: was cancelled"), end);
        assertEquals(List.of(), site.told());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void cancelledBySomebodyElseWhileItRan() throws Exception {
        String job = site.submit(on(10));
        site.awaitStarts(1);
        cluster.check("scancel", job);
        assertEnd("SCHED_CANCELLED", "was cancelled"); // by whom, the accounting may not know yet
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void onADrainedNodeThatComesBack() throws Exception {
        cluster.drain("node11", "disk errors, see ticket 42");
        site.submit(on(11));
        site.awaitNote("waits for nodes that");
        cluster.resume("node11");
        site.letEnd();
        assertEquals(PASSED, site.awaitEnd());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void endedWellWithoutAWord() throws Exception {
        Path settings = site.installed().config().resolve("pergola.yaml");
        Files.writeString(settings, Files.readString(settings) + "env_setup: ['echo this site ends jobs', 'exit 0']\n");
        site.submit(on(12));
        String end = site.awaitEnd();
        assertTrue(
                end.startsWith(
                        "SCHED_ERROR The job ended before this test did: ended well, but its pilot never started; see "),
                end);
    }

    private void reserve(String name, String node) {
        cluster.check(
                "scontrol",
                "create",
                "reservation",
                "reservationname=" + name,
                "starttime=now",
                "duration=60",
                "nodes=" + node,
                "users=root");
    }

    /** One that is in use cannot be deleted. */
    private void endSoon(String reservation) {
        cluster.check("scontrol", "update", "reservationname=" + reservation, "endtime=now+5");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void inAReservationThatEnds() throws Exception {
        reserve("brief", "node13");
        site.submit("reservation: brief, slurm: {sbatch_extra: ['--no-requeue']}");
        site.awaitStarts(1);
        endSoon("brief");
        assertEnd("SCHED_ERROR", "Reservation brief, which this job was running under, has ended");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void waitingForAReservationThatEnds() throws Exception {
        reserve("missed", "node14");
        String job = site.submit("reservation: missed, slurm: {sbatch_extra: ['--begin=now+1hour']}");
        endSoon("missed");
        site.awaitNote("is held, because its reservation was deleted; `scontrol release` lets it go on");
        assertEquals("SCHEDULED", site.state());
        cluster.check("scontrol", "update", "jobid=" + job, "reservation=");
        cluster.check("scontrol", "release", job);
        startNow(job);
        site.letEnd();
        assertEquals(PASSED, site.awaitEnd());
    }

    /** The kernel kills what takes most, which is seldom the pilot. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @RequiresSlurm(SlurmFeature.CGROUP)
    void overItsMemoryLimitThatTheKernelKeeps(@TempDir Path folder) throws Exception {
        try (SlurmCluster other = SlurmCluster.start(1, SlurmOptions.DEFAULT.with(SlurmFeature.CGROUP));
                ClusterSite its = new ClusterSite(other, folder.resolve("cgroup"))) {
            its.installed().suite("t", hog(its, ""));
            its.installed().expect(1, "run", "t");
            assertEquals("COMPLETE The test completed with result: FAIL", its.awaitEnd());
            String journal = Files.readString(its.installed().runDir(1).resolve("status"));
            Installed.contains(journal, "for want of memory");
        }
    }

    private static String hog(ClusterSite site, String more) {
        return """
                t:
                  scheduler: slurm
                  schedule: {slurm: {memory: 400M%s}}
                  run:
                    cmds:
                      - 'echo began >> %s/told'
                      - '{ head -c 700000000 /dev/zero; sleep 100; } | tail'
                """.formatted(more, site.folder());
    }

    @Nested
    class Refused {

        private void assertRefused(String schedule, String... words) throws IOException, InterruptedException {
            site.write(schedule);
            Shell.Outcome outcome = site.installed().expect(2, "run", "-d", "t");
            Installed.contains(outcome.err(), words);
            assertFalse(Files.exists(site.installed().work().resolve("test_runs/1")), "nothing is made");
        }

        @Test
        void partition() throws Exception {
            assertRefused("partition: nosuch", "not in 'nosuch'");
        }

        @Test
        void reservation() throws Exception {
            assertRefused("reservation: nosuch", "not in 'nosuch'");
        }

        @Test
        void feature() throws Exception {
            assertRefused("slurm: {features: nosuch}", "nosuch");
        }

        @Test
        void qos() throws Exception {
            assertRefused("qos: nosuch", "there is no such QOS");
        }

        @Test
        void account() throws Exception {
            assertRefused("account: nosuch", "there is no such account");
        }

        /** What begins a directive, ends a line or a quotation, or would be run by a shell. */
        @Test
        void lineEndsInValues() throws Exception {
            assertRefused("account: \"a\\n#SBATCH --hold\"", "line end");
        }

        @Test
        void moreNodesThanAreUsableWithWhatEachFilterTook() throws Exception {
            cluster.drain("node16", "upkeep");
            // How many are usable, the tests that crash nodes decide.
            assertRefused("nodes: 16, exclude_nodes: 'node[1-2]'", "asked 16, usable ", " in exclude_nodes");
            cluster.resume("node16");
        }
    }
}
