package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.PilotSite.list;
import static io.pergola.cli.PilotSite.timed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pergola pilot} with real processes. */
class PilotIT {

    private PilotSite site;

    @BeforeEach
    void use(@TempDir Path folder) {
        site = PilotSite.in(folder);
    }

    private Shell.Outcome run(int code, String... args) throws IOException, InterruptedException {
        Shell.Outcome outcome =
                site.pilot(Stream.concat(Stream.of("run"), Stream.of(args)).toArray(String[]::new));
        assertEquals(code, outcome.code(), () -> outcome.out() + outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome::err);
        return outcome;
    }

    private static double[] of(Map<String, double[]> times, String id) {
        return Objects.requireNonNull(times.get(id), id);
    }

    /** It began when the other had ended. */
    private static void assertAfter(Map<String, double[]> times, String id, String other) {
        assertTrue(of(times, id)[0] >= of(times, other)[1], () -> id + " did not wait for " + other);
    }

    private static void assertTogether(Map<String, double[]> times, String id, String other) {
        assertTrue(
                of(times, id)[0] < of(times, other)[1] && of(times, other)[0] < of(times, id)[1],
                () -> id + " and " + other + " did not overlap");
    }

    @Test
    void thePagesExampleRuns() throws Exception {
        Guide page = Guide.read("docs/pilot.md");
        page.writeFiles(site.folder());
        Shell shell = site.shell().with("PATH", Installed.program().getParent() + ":/usr/bin:/bin");
        for (String command : page.commands()) {
            Shell.Outcome outcome = shell.run("/bin/bash", "-c", command);
            assertEquals(0, outcome.code(), outcome::err);
        }
        assertEquals("5050\n", site.read("pilot_runs/sum/stdout.txt"));
    }

    @Test
    void oneGpuBlocksNobodyWhoWantsTheOther() throws Exception {
        for (List<String> order : List.of(List.of("aaa", "bbb", "ccc", "ddd"), List.of("aaa", "ddd", "bbb", "ccc"))) {
            Map<String, String> requires =
                    Map.of("aaa", "gpu0=1", "bbb", "gpu0=1", "ccc", "gpu0=1 gpu1=1", "ddd", "gpu1=1");
            site.tasks(list(order.stream()
                    .map(id -> timed(id, 0.3, "\"requires\": \"" + requires.get(id) + "\""))
                    .toList()));
            run(0, "--cores", "8", "--resources", "gpu0=1 gpu1=1", "--tasks", "tasks.json", "--workdir", order.get(1));
            Map<String, double[]> times = site.times();
            assertTogether(times, "aaa", "ddd");
            assertAfter(times, "bbb", "aaa");
            assertAfter(times, "ccc", "bbb");
            assertAfter(times, "ccc", "ddd");
            Files.delete(site.folder().resolve("log"));
        }
    }

    @Test
    void quantitiesAreAddedUpAndWhatCannotBeMetIsToldAtOnce() throws Exception {
        site.tasks(list(List.of(
                timed("a", 0.3, "\"requires\": {\"foo\": 5}"),
                timed("b", 0.3, "\"requires\": \"foo=5\""),
                timed("c", 0.1, "\"requires\": \"foo=2\""),
                timed("nine", 0.1, "\"requires\": \"foo=9\""),
                timed("abc", 0.1, "\"requires\": \"foo=abc\""),
                timed("minus", 0.1, "\"requires\": \"foo=-1\""),
                timed("zero", 0.1, "\"requires\": \"foo=0\""),
                timed("other", 0.1, "\"requires\": \"b=1 a=1\""))));
        Shell.Outcome outcome = run(3, "--cores", "8", "--resources", "foo=7", "--tasks", "tasks.json");
        Map<String, double[]> times = site.times();
        assertAfter(times, "b", "a");
        assertTogether(times, "a", "c");
        assertTrue(times.containsKey("zero"));
        assertEquals(4, times.size());
        contains(
                outcome.err(),
                "nine REFUSED: it wants 9 ",
                "Ignoring task abc (the quantity 'abc' of foo is no number)",
                "Ignoring task minus (the quantity '-1' of foo is negative)",
                "Ignoring task other (requires resources not defined for cluster: a, b)");
        contains(outcome.out(), "Completed: 4 | Failed: 0 | Refused: 1 | Held: 3 | Wall time: ");
        Shell.Outcome strict = run(
                2, "--cores", "8", "--resources", "foo=7", "--tasks", "tasks.json", "--strict", "--workdir", "strict");
        contains(strict.err(), "tasks.json:5:", "the quantity 'abc' of foo is no number");
    }

    @Test
    void attemptsAreKeptApartAndLimitsHold() throws Exception {
        site.tasks(list(List.of(
                "{\"id\": \"flaky\", \"command\": \"echo out; echo err >&2; test -e ../seen || { touch ../seen; exit 7; }\","
                        + " \"max_retries\": 3, \"retry_on\": [7], \"retry_delay\": 0.1}",
                "{\"id\": \"wrong\", \"command\": \"exit 8\", \"max_retries\": 3, \"retry_on\": [7, \"timeout\"]}",
                "{\"id\": \"killed\", \"command\": \"kill -9 $$\", \"max_retries\": 1, \"retry_on\": \"SIGKILL\"}",
                "{\"id\": \"long\", \"command\": \"setsid sleep 77 & trap '' TERM; sleep 77; sleep 77\", \"timeout\": 0.3,"
                        + " \"grace\": 0.2}",
                "{\"id\": \"leaves\", \"command\": \"setsid sleep 78 & sleep 78 &\"}",
                "{\"id\": \"nowhere\", \"command\": \"true\", \"workdir\": \"not/there\"}",
                "{\"id\": \"after\", \"command\": \"true\", \"depends_on\": [\"flaky\", \"leaves\"]}",
                "{\"id\": \"never\", \"command\": \"true\", \"depends_on\": \"wrong\"}")));
        Shell.Outcome outcome = run(1, "--cores", "4", "--tasks", "tasks.json");
        contains(
                outcome.err(),
                "PILOT STARTING",
                "Cores:   4",
                "▶ flaky (1c) [3/4 free]",
                "[WARNING] ⟳ flaky retry 1/3: exit code 7, again in 0.1s",
                "✓ flaky (0.",
                "[ERROR] ✗ wrong FAILED: exit code 8",
                "⟳ killed retry 1/1: killed by signal 9 (SIGKILL)",
                "✗ long FAILED: timed out after 0.3s",
                "its working directory",
                "✓ after (",
                "Ignoring task never (it depends on wrong, which did not end well)",
                "PILOT FINISHED");
        assertFalse(outcome.err().contains("wrong retry"), outcome::err);
        assertEquals("out\n", site.read("pilot_runs/flaky/stdout.txt"));
        assertEquals("out\n", site.read("pilot_runs/flaky/stdout.1.txt"));
        assertEquals("err\n", site.read("pilot_runs/flaky/stderr.1.txt"));
        assertEquals("[PILOT] Task timed out after 0.3s\n", site.read("pilot_runs/long/stderr.txt"));
        assertEquals(3, site.count("completed"));
        assertEquals(4, site.count("failed"));
        assertEquals("", site.shell().run("pgrep", "-f", "^sleep 7[78]$").out());
    }

    @Test
    void sigtermStoresAndResumeGoesOn() throws Exception {
        site.tasks(list(PilotSite.each(6, i -> timed("t" + i, i == 1 ? 60 : 0.5, ""))));
        Process pilot = site.start("run", "--cores", "2", "--tasks", "tasks.json", "--drain", "1");
        Installed.await("two run", () -> site.log().size() == 2);
        pilot.destroy();
        assertEquals(3, pilot.waitFor());
        contains(site.read("out"), "Completed: 1 | Failed: 0 | Left: 5 | Wall time: ");
        assertTrue(site.log().stream().noneMatch(line -> line.contains(" t3 ")), "nothing was started after that");
        site.tasks(list(PilotSite.each(7, i -> timed("t" + i, 0.1, ""))));
        contains(run(2, "--cores", "2", "--tasks", "tasks.json").err(), "an earlier pilot left 6 tasks", "--resume");
        Files.writeString(site.folder().resolve("pilot_runs/t1/stderr.txt"), "before");
        Process again = site.start("run", "--resume", "--cores", "2", "--tasks", "tasks.json");
        Installed.await(
                "t1 runs again",
                () -> site.log().stream()
                                .filter(line -> line.contains("begin t1"))
                                .count()
                        == 2);
        contains(site.pilot("cancel", "t1").out(), "1 task cancelled");
        assertEquals(3, again.waitFor());
        contains(site.read("out"), "Completed: 6 | Failed: 0 | Cancelled: 1 | Wall time: ");
        assertEquals("before", site.read("pilot_runs/t1/stderr.1.txt"));
        contains(run(3, "--resume", "--cores", "2").out(), "Completed: 6 | Failed: 0 | Cancelled: 1");
        assertEquals(
                1,
                site.log().stream().filter(line -> line.startsWith("begin t0 ")).count());
    }

    @Test
    void aPilotThatRunsIsAskedAndGivenMore() throws Exception {
        Process pilot = site.start("run", "--cores", "1", "--stay", "--workdir", "w");
        Installed.await("it listens", () -> Files.exists(site.folder().resolve("w/pilot.sock")));
        site.tasks(list(List.of(timed("a", 60, ""), timed("b", 0.1, ""))));
        Shell.Outcome added = site.pilot("add", "tasks.json", "--workdir", "w");
        assertEquals("2 tasks added\n", added.out(), added::err);
        Installed.await("a runs", () -> site.log().size() == 1);
        contains(site.pilot("status", "--workdir", "w").out(), "0 completed, 1 running, 1 queued  [0/1 free]", " a");
        contains(site.pilot("status", "--json", "--workdir", "w").out(), "\"running\":[\"a\"]", "\"queued\":1");
        Shell.Outcome second = site.pilot("run", "--resume", "--workdir", "w");
        assertEquals(4, second.code());
        contains(second.err(), "w/pilot.db cannot be used: another pilot uses it");
        Shell.Outcome unknown = site.pilot("cancel", "x", "--workdir", "w");
        contains(unknown.err(), "the pilot has no task x that has not ended");
        assertEquals(0, site.pilot("cancel", "a", "--workdir", "w").code());
        Installed.await("b ended", () -> site.log().stream().anyMatch(line -> line.startsWith("end b")));
        pilot.destroy();
        assertEquals(3, pilot.waitFor());
        contains(site.pilot("status", "--workdir", "w").err(), "no pilot answers in ");
    }

    @Test
    void nothingIsStartedThatCannotEnd() throws Exception {
        site.tasks(list(List.of(
                timed("long", 0.1, "\"timeout\": \"1h\""), timed("short", 0.1, "\"timeout\": 5, \"grace\": 1"))));
        Shell.Outcome outcome = run(3, "--cores", "2", "--tasks", "tasks.json", "--until", "+60s");
        assertEquals(List.of("short"), List.copyOf(site.times().keySet()), outcome::err);
        contains(outcome.out(), "Completed: 1 | Failed: 0 | Left: 1 ");
        Shell.Outcome resumed = run(0, "--resume", "--cores", "2");
        contains(resumed.out(), "Completed: 2 | Failed: 0 | Wall");
    }

    @Test
    void callbacksAddTasksAndTheirMistakesAreTold() throws Exception {
        site.tasks("{\"id\": \"n3\", \"command\": \"echo 3\"}\n{\"id\": \"bad\", \"command\": \"true\"}\n");
        Path script = Files.writeString(site.folder().resolve("more.sh"), """
                n=$(sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
                case $n in
                    bad) echo 'no tasks at all' ;;
                    n1) exec sleep 60 ;;
                    n*) i=$((${n#n} - 1)); echo "{\\"id\\": \\"n$i\\", \\"command\\": \\"cat $PILOT_WORKDIR/$n/stdout.txt; echo $i\\"}" ;;
                esac
                """);
        Shell.Outcome outcome = run(
                3,
                "--cores",
                "2",
                "--tasks",
                "tasks.json",
                "--on-complete",
                "/bin/sh " + script,
                "--callback-timeout",
                "2s");
        contains(
                outcome.err(),
                "  → Generated 1 new tasks",
                "The callback for bad came to nothing: <printed for bad>:1:1: error: this is not JSON",
                "The callback for n1 came to nothing: it did not end within 2s");
        assertEquals("3\n2\n1\n", site.read("pilot_runs/n1/stdout.txt"));
        contains(outcome.out(), "Completed: 4 | Failed: 0 | Failed callbacks: 2");
    }

    @Test
    void aSweepClosesInOnTheLargestChangeAndEndsByItself() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/lmp")), "LAMMPS is not installed (Debian: lammps)");
        Path example = Path.of(System.getProperty("pergola.root"), "docs", "examples", "active-learning");
        Shell shell = site.shell()
                .with("SWEEP", example.toString())
                .with("OMPI_ALLOW_RUN_AS_ROOT", "1")
                .with("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1")
                .with("OMPI_MCA_rmaps_base_oversubscribe", "1");
        Shell.Outcome outcome = shell.run(Installed.command(
                "pilot",
                "run",
                "--cores",
                "8",
                "--tasks",
                example.resolve("sweep.yaml").toString(),
                "--on-complete",
                example.resolve("refine.sh").toString()));
        assertEquals(0, outcome.code(), outcome::err);
        contains(outcome.err(), "▶ T1.60 (2c) [0/8 free]", "  → Generated 1 new tasks");
        contains(outcome.out(), " | Failed: 0 | Wall time: ", "x speedup)");
        assertTrue(site.count("completed") > 6, outcome::out);
    }

    @Test
    void aDatabaseThatCannotBeUsedIsTold() throws Exception {
        site.tasks("[{\"id\": \"a\", \"command\": \"true\"}]");
        run(0, "--cores", "1", "--tasks", "tasks.json");
        Path database = site.runs().resolve("pilot.db");
        byte[] whole = Files.readAllBytes(database);
        Files.write(database, Arrays.copyOf(whole, whole.length / 2 + 100));
        contains(run(4, "--resume", "--cores", "1").err(), "pilot.db cannot be used: ", "move it away");
        Files.writeString(database, "this is a text and no database at all, whatever its name may say".repeat(20));
        contains(run(4, "--resume", "--cores", "1").err(), "pilot.db cannot be used: ");
        contains(run(4, "--tasks", "tasks.json", "--db", "nowhere/x.db").err(), "its directory is not there");
        contains(run(2, "--resume", "--workdir", "other").err(), "there is nothing to resume");
        contains(run(2).err(), "there is nothing to run");
        contains(run(2, "--tasks", "tasks.json", "--cores", "0").err(), "--cores counts from 1");
        contains(run(2, "--tasks", "tasks.json", "--policy", "fif").err(), "Did you mean 'fifo'?");
    }
}
