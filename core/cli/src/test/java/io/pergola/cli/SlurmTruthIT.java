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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs end with when Slurm does something to their job, and how seldom Slurm is asked. */
@RequiresSlurm
class SlurmTruthIT {

    private static final String SUITE = """
            _base: {scheduler: slurm, schedule: {nodes: 1, partition: standard}}
            long: {inherits_from: _base, run: {timeout: 1000, cmds: [sleep 300]}}
            some: {inherits_from: _base, run: {cmds: [sleep 5]}}
            nowhere: {inherits_from: _base, schedule: {partition: nosuch}, run: {cmds: ['true']}}
            """;

    @SuppressWarnings("NullAway.Init") // see up
    private static SlurmCluster cluster;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @SuppressWarnings("NullAway.Init") // see install
    private Installed pergola;

    @SuppressWarnings("NullAway.Init") // see install
    private SlurmShim shim;

    @BeforeAll
    static void up() {
        cluster = SlurmCluster.start(2, SlurmOptions.DEFAULT);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @BeforeEach
    void install() throws IOException {
        shim = cluster.shim(directory.resolve("shim"));
        pergola = new Installed(directory.resolve("site"), shim.environment());
        pergola.suite("t", SUITE);
    }

    @AfterEach
    void close() throws Exception {
        cluster.run("scancel", "--me");
        cluster.check("scontrol", "update", "partition=standard", "state=up");
        pergola.close();
    }

    private String state(int run) throws IOException, InterruptedException {
        return Installed.text(pergola.statuses(Integer.toString(run)).getFirst(), "state");
    }

    private String note(int run) throws IOException, InterruptedException {
        return Installed.text(pergola.statuses(Integer.toString(run)).getFirst(), "note");
    }

    private void await(int run, String expected) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(Installed.LIMIT);
        while (!state(run).equals(expected)) {
            String note = note(run);
            assertTrue(Instant.now().isBefore(deadline), () -> "the run is not " + expected + ": " + note);
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    private String job() throws IOException {
        try (var jobs = Files.newDirectoryStream(pergola.work().resolve("jobs"), "*")) {
            String info = Files.readString(jobs.iterator().next().resolve("info.json"));
            return info.replaceFirst("(?s).*\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        }
    }

    @Test
    void aPartitionThatIsNotThereIsSaidSo() throws Exception {
        Shell.Outcome outcome = pergola.run("run", "-d", "t.nowhere");
        assertEquals(2, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains("not in 'nosuch'"), outcome::err);
    }

    @Test
    void aJobThatWaitsIsTakenOutOfTheQueue() throws Exception {
        cluster.check("scontrol", "update", "partition=standard", "state=down");
        pergola.expect(0, "run", "-d", "t.long");
        String job = job();
        pergola.expect(0, "cancel", "1");
        assertEquals("CANCELLED", state(1));
        assertEquals("CANCELLED", cluster.check("squeue", "-h", "-t", "all", "-j", job, "-o", "%T"));
    }

    @Test
    void aJobThatRunsIsCancelledWithItsTest() throws Exception {
        pergola.expect(0, "run", "-d", "t.long");
        await(1, "RUNNING");
        pergola.expect(0, "cancel", "1");
        assertEquals("CANCELLED", state(1));
        assertFalse(cluster.processes().stream().anyMatch(line -> line.contains("sleep 300")));
    }

    @Test
    void aJobThatSomebodyElseCancelledSaysSoOnce() throws Exception {
        pergola.expect(0, "run", "-d", "t.long");
        await(1, "RUNNING");
        cluster.check("scancel", job());
        await(1, "SCHED_CANCELLED");
        assertTrue(note(1).contains("was cancelled"), note(1));
        List<String> journal = Files.readAllLines(pergola.runDir(1).resolve("status"));
        assertEquals(
                1,
                journal.stream()
                        .filter(line -> line.contains("SCHED_CANCELLED"))
                        .count());
    }

    @Test
    void aControllerThatIsGoneEndsNothingAndIsNotAskedWhileThePilotReports() throws Exception {
        pergola.expect(0, "run", "-d", "t.some");
        await(1, "RUNNING");
        shim.forget();
        cluster.stopController();
        try {
            await(1, "COMPLETE");
        } finally {
            cluster.startController();
        }
        assertEquals(List.of(), shim.calls());
    }
}
