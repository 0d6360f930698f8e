package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Value;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs on a real Slurm, by the built distribution. */
@RequiresSlurm
class SlurmSubmitIT {

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
        cluster = SlurmCluster.start(4, SlurmOptions.DEFAULT);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @BeforeEach
    void install() throws IOException {
        shim = cluster.shim(directory.resolve("shim"));
        pergola = new Installed(directory.resolve("site"), shim.environment());
    }

    @AfterEach
    void close() throws Exception {
        cluster.run("scancel", "--me");
        pergola.close();
    }

    private int jobs() throws IOException {
        try (Stream<Path> files = Files.list(pergola.work().resolve("jobs"))) {
            return (int) files.count();
        }
    }

    @Test
    void equalJobsAreOneArrayAndEndEachWithItsOwnResult() throws Exception {
        pergola.suite("many", """
                one:
                  scheduler: slurm
                  variables: {number: [1, 2, 3, 4, 5, 6]}
                  permute_on: number
                  schedule: {share_allocation: false}
                  run: {cmds: ['echo task $SLURM_ARRAY_TASK_ID']}
                  result_parse: {regex: {task: {regex: 'task (\\d+)'}}}
                """);
        List<Value.Entries> tests = pergola.tests(0, "run", "many", "--json");
        tests.forEach(test -> assertEquals("PASS", text(test, "result")));
        assertEquals(1, shim.counts().get("sbatch"));
        assertEquals(6, jobs());
        for (int run = 1; run <= 6; run++) {
            contains(Files.readString(pergola.runDir(run).resolve("results.json")), "\"task\":" + run);
        }
    }

    /** Six tests of one node each. */
    private void six(String command) throws IOException {
        pergola.suite("six", """
                one:
                  scheduler: slurm
                  variables: {number: [1, 2, 3, 4, 5, 6]}
                  permute_on: number
                  schedule: {share_allocation: false}
                  run: {cmds: ['%s']}
                """.formatted(command));
    }

    private long inQueue() {
        return cluster.check("squeue", "--me", "-h", "-r", "-t", "PD,R").lines().count();
    }

    @Test
    void noMoreJobsThanAllowedAreInTheQueue() throws Exception {
        six("true");
        Process run = pergola.start("run", "six", "--max-jobs-in-queue", "2");
        long most = 0;
        while (run.isAlive()) {
            most = Math.max(most, inQueue());
            Thread.sleep(Duration.ofMillis(50));
        }
        assertEquals(2, most);
        assertEquals(0, run.exitValue());
        assertEquals(6, jobs());
    }

    private List<String> handingOver() {
        return cluster.run("pgrep", "-f", "_handover " + pergola.work())
                .stdout()
                .lines()
                .toList();
    }

    @Test
    void theRestIsHandedOverInTheBackgroundAlsoAfterThatWasKilled() throws Exception {
        six("true");
        pergola.expect(0, "run", "--detach", "six", "--max-jobs-in-queue", "1");
        Instant deadline = Instant.now().plus(Installed.LIMIT);
        while (handingOver().isEmpty()) {
            assertTrue(Instant.now().isBefore(deadline), "nobody hands over");
            Thread.sleep(Duration.ofMillis(50));
        }
        for (String pid : handingOver()) {
            cluster.run("kill", "-9", pid);
        }
        int before = jobs();
        assertTrue(before < 6, "there is something left to hand over");
        pergola.expect(0, "wait");
        assertEquals(6, jobs());
        pergola.statuses().forEach(run -> assertEquals("COMPLETE", text(run, "state")));
        assertEquals(6, shim.counts().get("sbatch"));
    }

    @Test
    void afterSoManyFailedChunksNoMoreAreTried() throws Exception {
        pergola.suite("sweep", """
                all:
                  scheduler: slurm
                  chunk: '{{sched.chunk_ids}}'
                  permute_on: sched.chunk_ids
                  schedule: {nodes: all, chunking: {size: 1}}
                  run: {cmds: ['exit 1']}
                """);
        pergola.run("run", "sweep", "--max-jobs-in-queue", "1", "--stop-after", "2");
        List<Value.Entries> runs = pergola.statuses();
        assertEquals(
                2,
                runs.stream()
                        .filter(run -> text(run, "state").equals("CANCELLED"))
                        .count());
        assertEquals(2, jobs());
        Value.Entries last = runs.stream()
                .filter(run -> text(run, "state").equals("CANCELLED"))
                .findFirst()
                .orElseThrow();
        contains(text(last, "note"), "Not handed over: 2 chunks have failed (--stop-after 2): chunk ");
    }
}
