package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
import io.pergola.testkit.SlurmOptions;
import io.pergola.testkit.SlurmShim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Slurm does not answer, or not in words that make sense: that is said, nothing is ended, and when it speaks again, all goes on. The
 * tests run side by side, as most of it is waiting.
 */
@RequiresSlurm
class SlurmSilenceIT {

    private static final SlurmOptions QUICK = SlurmOptions.DEFAULT.withConfiguration("MessageTimeout=4");
    private static final String PASSED = "COMPLETE The test completed with result: PASS";

    @SuppressWarnings("NullAway.Init") // see up
    private static SlurmCluster cluster;

    @SuppressWarnings("NullAway.Init") // see install
    private ClusterSite site;

    @BeforeAll
    static void up() {
        cluster = SlurmCluster.start(2, QUICK);
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

    private static String held() {
        return "slurm: {sbatch_extra: ['--hold']}";
    }

    /** Slurm's controller is away for half a minute, with one job in the queue and one running: a cluster of their own. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whileTheControllerIsAway(@TempDir Path folder) throws Exception {
        try (SlurmCluster other = SlurmCluster.start(2, QUICK);
                ClusterSite running = new ClusterSite(other, folder.resolve("running"));
                ClusterSite waiting = new ClusterSite(other, folder.resolve("waiting"))) {
            running.submit("partition: standard");
            String job = waiting.submit(held());
            running.awaitStarts(1);
            other.stopController();
            long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            waiting.awaitNote("the scheduler does not say how the job stands: the Slurm controller does not answer");
            running.letEnd();
            assertEquals(PASSED, running.awaitEnd());
            ClusterSite.await("half a minute", () -> System.nanoTime() > until);
            assertEquals("SCHEDULED", waiting.state());
            other.startController();
            waiting.forgetRest();
            waiting.awaitNote("waits because its user holds it");
            other.check("scontrol", "release", job);
            waiting.letEnd();
            assertEquals(PASSED, waiting.awaitEnd());
            assertEquals(List.of("began"), running.told());
            assertEquals(List.of("began"), waiting.told());
        }
    }

    @Test
    void noCommandsAtAll(@TempDir Path folder) throws Exception {
        Map<String, String> none = new HashMap<>(cluster.environment());
        none.put("PATH", Files.createDirectory(folder.resolve("bin")) + ":/bin-without-slurm");
        site = new ClusterSite(cluster, folder.resolve("site"), none);
        site.write("partition: standard");
        Shell.Outcome outcome = site.installed().expect(2, "run", "-d", "t");
        Installed.contains(outcome.err(), "the scheduler 'slurm' cannot be used here: not in PATH: sbatch");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void valuesThatLookLikeCodeAreNone() throws Exception {
        site.write("slurm: {sbatch_extra: [\"--comment='#SBATCH --hold $(touch %s) `touch %s` \\\"x'\"]}"
                .formatted(site.folder().resolve("canary"), site.folder().resolve("canary")));
        site.installed().expect(0, "run", "-d", "t");
        String comment = cluster.check("squeue", "-h", "-j", site.job(), "-O", "Comment:200");
        assertTrue(comment.startsWith("#SBATCH --hold $(touch "), comment);
        assertTrue(comment.endsWith("\"x"), comment);
        site.letEnd();
        assertEquals(PASSED, site.awaitEnd());
        assertFalse(Files.exists(site.folder().resolve("canary")));
    }

    @Nested
    class WhenItsCommands {

        @SuppressWarnings("NullAway.Init") // see hold
        private String job;

        @SuppressWarnings("NullAway.Init") // see hold
        private SlurmShim shim;

        @BeforeEach
        void hold(@TempDir Path folder) throws Exception {
            shim = cluster.shim(folder.resolve("shim"));
            site = new ClusterSite(cluster, folder.resolve("site"), shim.environment());
            job = site.submit(held());
        }

        private void assertSaidSoThenPasses(String words) throws IOException, InterruptedException {
            site.awaitNote("the scheduler does not say how the job stands: " + words);
            assertEquals("SCHEDULED", site.state());
            shim.pass("squeue");
            site.forgetRest();
            site.awaitNote("waits because its user holds it");
            cluster.check("scontrol", "release", job);
            site.letEnd();
            assertEquals(PASSED, site.awaitEnd());
            assertEquals(List.of("began"), site.told());
        }

        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void hang() throws Exception {
            shim.hang("squeue");
            assertSaidSoThenPasses("squeue did not answer in time");
        }

        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void printNonsense() throws Exception {
            shim.garbage("squeue");
            assertSaidSoThenPasses("squeue printed what is no list of jobs");
        }

        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void areTooOld() throws Exception {
            shim.fail("squeue", 1, "squeue: unrecognized option '--me'");
            assertSaidSoThenPasses("squeue failed with exit code 1: squeue: unrecognized option '--me'");
        }
    }
}
