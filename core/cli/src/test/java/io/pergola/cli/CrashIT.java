package io.pergola.cli;

import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed with SIGKILL at random moments of a run of 200 tests. */
class CrashIT {

    private static final int TESTS = 200;
    /** How long a status may lag behind. */
    private static final Duration TRUTH = Duration.ofSeconds(10);

    private static final long SEED = 20_260_731;
    private static final int MOMENTS = 10;
    private static final int LONGEST_MS = 2_000;

    private Path temp;
    private Installed installed;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        temp = folder;
        use("first");
    }

    private void use(String name) throws IOException {
        installed = new Installed(temp.resolve(name));
        installed.suite("s", """
                t:
                  variables: {i: [COUNT]}
                  permute_on: [i]
                  run: {cmds: ['sleep 0.05; echo done']}
                """.replace("COUNT", "x, ".repeat(TESTS - 1) + "x"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    @Test
    void theCommandMayDieAtAnyMoment() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < MOMENTS; i++) {
            use("run" + i);
            Process run = begin();
            Thread.sleep(random.nextInt(LONGEST_MS));
            run.destroyForcibly().waitFor();
            Map<Integer, String> finished = finished();
            installed.expect(0, "cancel", "all");
            assertNothingIsLost(finished);
            assertNothingGoesOn();
            installed.close();
        }
    }

    @Test
    void thePilotMayDieAtAnyMoment() throws Exception {
        var random = new Random(SEED + 1);
        for (int i = 0; i < MOMENTS; i++) {
            use("pilot" + i);
            Process run = begin();
            long pilot = pilot();
            Thread.sleep(random.nextInt(LONGEST_MS));
            Installed.kill(pilot);
            Map<Integer, String> finished = finished();
            Installed.await("status tells the truth", TRUTH, this::allHaveEnded);
            assertEquals(finished().size() == TESTS ? 0 : 3, run.waitFor());
            assertNothingIsLost(finished);
            installed.expect(0, "cancel", "all");
            assertNothingGoesOn();
            installed.close();
        }
    }

    @Test
    void theTestsGoOnWithoutTheCommand() throws Exception {
        Process run = begin();
        pilot();
        run.destroyForcibly().waitFor();
        installed.expect(0, "wait", "s1");
        List<Value.Entries> all = installed.statuses();
        assertEquals(TESTS, all.size());
        assertTrue(all.stream().allMatch(status -> text(status, "result").equals("PASS")));
    }

    @Test
    void theTestsGoOnWithoutTheShellBesideThePilot() throws Exception {
        Process run = begin();
        Installed.kill(Installed.parent(pilot()));
        assertEquals(0, run.waitFor());
        assertEquals(TESTS, finished().size());
    }

    @Test
    void theTestsOfADeadShellCanBeCancelled() throws Exception {
        begin();
        long pilot = pilot();
        Installed.kill(Installed.parent(pilot));
        installed.expect(0, "cancel", "all");
        assertNothingGoesOn();
        Installed.await(
                "the pilot has ended",
                () -> ProcessHandle.of(pilot).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void whatADeadPilotAndItsShellLeftRunningEndsWithCancel() throws Exception {
        installed.suite("s", "t: {variables: {i: [1, 2]}, permute_on: [i], run: {cmds: ['exec sleep 1000']}}\n");
        Process run = begin();
        long pilot = pilot();
        int atOnce = Math.min(2, Runtime.getRuntime().availableProcessors());
        Installed.await("the tests run", () -> installed.marked().size() >= atOnce);
        Installed.kill(Installed.parent(pilot));
        Installed.kill(pilot);
        Installed.await("status tells the truth", TRUTH, this::allHaveEnded);
        assertEquals(3, run.waitFor());
        assertFalse(installed.marked().isEmpty(), "nobody is there yet who could have ended them");
        installed.expect(0, "cancel", "all");
        assertEquals(Set.of(), installed.marked());
    }

    /** Answers as soon as there are runs on disk. */
    private Process begin() throws IOException, InterruptedException {
        Process run = installed.start("run", "s");
        Path series = installed.work().resolve("series");
        Installed.await("a series was created", () -> Files.isDirectory(series) && !isEmpty(series));
        return run;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.noneMatch(entry -> entry.getFileName().toString().matches("\\d+"));
        }
    }

    private long pilot() throws IOException, InterruptedException {
        Installed.await("a pilot has begun", () -> !installed.pilots().isEmpty());
        return installed.pilots().getFirst();
    }

    /** The result files of the runs that have ended with PASS. */
    private Map<Integer, String> finished() throws IOException {
        var found = new TreeMap<Integer, String>();
        for (int number = 1; number <= TESTS; number++) {
            Path run = installed.runDir(number);
            if (Files.exists(run.resolve("RUN_COMPLETE"))
                    && Files.readString(run.resolve("RUN_COMPLETE")).contains("PASS")) {
                found.put(number, Files.readString(run.resolve("results.json")));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private void assertNothingIsLost(Map<Integer, String> before) throws IOException, InterruptedException {
        Map<Integer, String> now = finished();
        before.forEach((number, results) -> assertEquals(results, now.get(number), "results of run " + number));
        var passed = new HashSet<String>();
        installed.statuses("all").stream()
                .filter(status -> text(status, "result").equals("PASS"))
                .forEach(status -> passed.add(text(status, "test_id")));
        now.keySet().forEach(number -> assertTrue(passed.contains(Integer.toString(number)), "run " + number));
    }

    private void assertNothingGoesOn() throws IOException, InterruptedException {
        assertEquals(Set.of(), installed.marked());
        int code = installed.run("wait", "all", "-t", "60").code();
        assertTrue(code == 0 || code == 3, () -> "wait ends with " + code);
        assertTrue(allHaveEnded());
    }

    private boolean allHaveEnded() throws IOException, InterruptedException {
        return installed.statuses("all").stream()
                .allMatch(status -> Value.of(true).equals(status.values().get("ended")));
    }
}
