package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Value;
import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
import io.pergola.testkit.SlurmOptions;
import io.pergola.testkit.SlurmShim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
