package io.pergola.cli;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the controller hears from a run of many jobs for which four others wait. */
@RequiresSlurm
class SlurmCountIT {

    /** More by hand: COUNT_JOBS=200; the figure is then in target/slurm-count.txt. Each is a job of its own with a pilot of its own, which takes this machine a second. */
    private static final int JOBS = Integer.parseInt(System.getenv().getOrDefault("COUNT_JOBS", "40"));

    private static final int WAITING = 4;

    @Test
    void theControllerIsAskedOnceInTenSecondsHoweverManyWait(@TempDir Path folder) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start(4, SlurmOptions.DEFAULT)) {
            SlurmShim shim = cluster.shim(folder.resolve("shim"));
            try (var pergola = new Installed(folder.resolve("site"), shim.environment())) {
                pergola.suite("many", """
                        one:
                          scheduler: slurm
                          schedule: {share_allocation: false, slurm: {exclusive: true}}
                          run: {cmds: ['true']}
                        """);
                Instant begin = Instant.now();
                pergola.expect(0, "run", "--detach", "many*" + JOBS);
                var waits = new ArrayList<Process>();
                for (int i = 0; i < WAITING; i++) {
                    waits.add(pergola.start("wait"));
                }
                for (Process wait : waits) {
                    assertEquals(0, wait.waitFor());
                }
                Duration took = Duration.between(begin, Instant.now());
                List<Value.Entries> runs = pergola.statuses("--limit", Integer.toString(JOBS));
                assertEquals(
                        JOBS,
                        runs.stream()
                                .filter(run -> text(run, "result").equals("PASS"))
                                .count());
                check(shim.counts(), took);
            }
        }
    }

    private static void check(Map<String, Integer> counts, Duration took) throws IOException {
        long asked = counts.entrySet().stream()
                .filter(count -> !count.getKey().equals("sbatch"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        String figure = JOBS + " jobs, " + WAITING + " waiting, " + took.toSeconds() + " s: " + asked
                + " questions to the controller, " + counts;
        Files.writeString(Path.of("target/slurm-count.txt"), figure + "\n");
        // One is free, and so are those of the start: configuration, nodes and reservations, these again if it took a
        // minute.
        long most = took.toSeconds() / 10 + 1;
        assertTrue(counts.getOrDefault("squeue", 0) + counts.getOrDefault("sacct", 0) <= most, figure);
        assertTrue(counts.getOrDefault("scontrol", 0) <= 5, figure);
        assertEquals(1, counts.get("sbatch"), figure);
    }
}
