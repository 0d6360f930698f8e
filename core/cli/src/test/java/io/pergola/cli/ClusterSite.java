package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.fail;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.testkit.SlurmCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The built distribution, used on a Slurm by somebody who has nothing else to do there. Its suite {@code t} has one test, which
 * notes each of its starts, and whether an earlier one of itself still lives, and goes on until it is told to end.
 */
final class ClusterSite implements AutoCloseable {

    /** For what Slurm does in its own time. */
    static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final SlurmCluster cluster;
    private final Installed installed;

    ClusterSite(SlurmCluster cluster, Path folder) throws IOException {
        this(cluster, folder, cluster.environment());
    }

    ClusterSite(SlurmCluster cluster, Path folder, Map<String, String> environment) throws IOException {
        this.cluster = cluster;
        this.installed = new Installed(folder, environment);
        Path settings = installed.config().resolve("pergola.yaml");
        Files.writeString(settings, Files.readString(settings) + "status_interval: 2\n");
    }

    Installed installed() {
        return installed;
    }

    /**
     * Writes the suite and hands the test over.
     *
     * @param schedule what stands in its section {@code schedule}, as a mapping in one line without the braces
     * @return the Slurm job's number
     */
    String submit(String schedule) throws IOException, InterruptedException {
        write(schedule);
        installed.expect(0, "run", "-d", "t");
        return job();
    }

    void write(String schedule) throws IOException {
        installed.suite("t", """
                t:
                  scheduler: slurm
                  schedule: {%s}
                  run:
                    timeout: 1000
                    cmds:
                      - 'echo began >> %s/told'
                      - '[ ! -e pid ] || ! kill -0 $(cat pid) 2>/dev/null || echo twice >> %s/told'
                      - 'echo $$ > pid'
                      - 'until [ -e %s/end ]; do sleep 0.2; done'
                """.formatted(schedule, folder(), folder(), folder()));
    }

    /** Where the test looks and writes. */
    Path folder() {
        return installed.folder();
    }

    /** Lets the test end. */
    void letEnd() throws IOException {
        Files.writeString(folder().resolve("end"), "");
    }

    /** What the starts of the test noted. */
    List<String> told() throws IOException {
        Path file = folder().resolve("told");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void awaitStarts(int count) throws IOException, InterruptedException {
        await(
                "start " + count + " of the test",
                () -> told().stream().filter("began"::equals).count() >= count);
    }

    /** The number of the only job. */
    String job() throws IOException {
        return jobs().getFirst();
    }

    private List<String> jobs() throws IOException {
        var ids = new ArrayList<String>();
        for (Path file : installed.jobFiles("info.json")) {
            ids.add(Installed.text((Value.Entries) Json.read(Files.readString(file)), "id"));
        }
        return ids;
    }

    /** The run as {@code status} shows it. */
    Value.Entries status() throws IOException, InterruptedException {
        return installed.statuses("1").getFirst();
    }

    String state() throws IOException, InterruptedException {
        return Installed.text(status(), "state");
    }

    String note() throws IOException, InterruptedException {
        return Installed.text(status(), "note");
    }

    /** Until the note of the run, which has not ended, holds these words. */
    void awaitNote(String words) throws IOException, InterruptedException {
        var seen = new StringBuilder();
        await("a note that says '" + words + "' (" + seen + ")", () -> {
            seen.replace(0, seen.length(), state() + ": " + note());
            return seen.indexOf(words) >= 0;
        });
    }

    /** A batch system that took long to answer is left alone for up to two minutes: nobody here needs to wait for that. */
    void forgetRest() throws IOException {
        Path board = folder().resolve("home/.cache/pergola/schedulers/slurm.json");
        Files.writeString(
                board,
                Files.readString(board)
                        .replaceFirst("\"next\"\\s*:\\s*\"[^\"]*\"", "\"next\": \"2000-01-01T00:00:00Z\""));
    }

    /** Waits as a user would; answers with state and note of the run's end. */
    String awaitEnd() throws IOException, InterruptedException {
        Shell.Outcome outcome = installed.run("wait", "-t", Long.toString(PATIENCE.toSeconds()), "1");
        String journal = Files.readString(installed.runDir(1).resolve("status"));
        if (!Files.exists(installed.runDir(1).resolve("RUN_COMPLETE"))) {
            fail("The run has not ended: " + journal + outcome.out() + outcome.err());
        }
        List<String> lines = journal.lines().toList();
        return lines.getLast().replaceFirst("^\\S+ ", "");
    }

    /** How often the run entered a state. */
    long entered(String state) throws IOException {
        return Files.readAllLines(installed.runDir(1).resolve("status")).stream()
                .filter(line -> line.split(" ", 3)[1].equals(state))
                .count();
    }

    static void await(String what, Installed.Condition condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                fail("Still not: " + what);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Leaves neither job nor process. */
    @Override
    public void close() throws IOException {
        for (String job : jobs()) {
            cluster.run("scancel", "--full", job);
        }
        installed.close();
    }
}
