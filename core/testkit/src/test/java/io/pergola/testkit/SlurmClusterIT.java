package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** The real Slurm that other tests rely on. */
@RequiresSlurm
class SlurmClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // see start
    private static SlurmCluster cluster;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @BeforeAll
    static void start() {
        // So that a crash is seen after some 6 s.
        SlurmOptions options =
                SlurmOptions.DEFAULT.withNodeTimeout(Duration.ofSeconds(2)).withConfiguration("MessageTimeout=3");
        cluster = SlurmCluster.start(4, options);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static void until(String expected, String... command) {
        new Waiting(PATIENCE).until(() -> {
            CommandResult result = cluster.run(command);
            return result.ok() && result.stdout().strip().matches(expected)
                    ? ""
                    : String.join(" ", command) + " printed " + result.stdout() + result.stderr();
        });
    }

    private static String stateOf(String node) {
        return cluster.check("sinfo", "-h", "-p", "standard", "-n", node, "-o", "%t");
    }

    private static String job(String... options) {
        Stream<String> command =
                Stream.concat(Stream.of("sbatch", "--parsable", "--no-requeue", "-o", "/dev/null"), Stream.of(options));
        return cluster.check(command.toArray(String[]::new));
    }

    private static String[] stateOfJob(String job) {
        return new String[] {"squeue", "-h", "-t", "all", "-j", job, "-o", "%T"};
    }

    @Test
    void allNodesAreIdleFromTheStart() {
        assertEquals(List.of("node1", "node2", "node3", "node4"), cluster.nodes());
        assertEquals("4", cluster.check("sinfo", "-h", "-p", "standard", "-o", "%D"));
    }

    /** Command lines of this machine that name that directory. */
    private static List<String> processesOf(Path place) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(place.toString()))
                .toList();
    }

    @Nested
    @RequiresSlurm(SlurmFeature.NAMESPACES)
    class Nodes {

        @Test
        void haveNamesOfTheirOwn() {
            String printed = cluster.check("srun", "-N4", "--ntasks-per-node=1", "hostname");
            assertEquals(
                    Set.copyOf(cluster.nodes()), new TreeSet<>(printed.lines().toList()));
            assertEquals("node2\n", cluster.enter("node2", "hostname").stdout());
        }

        @Test
        void crashWithTheirJobsAndComeBack() {
            String job = job("-w", "node3", "--wrap", "exec sleep 300");
            until("RUNNING", stateOfJob(job));
            cluster.crashNode("node3");
            assertFalse(cluster.processes().stream().anyMatch(line -> line.contains("-N node3")));
            until("NODE_FAIL", stateOfJob(job));
            assertEquals("down*", stateOf("node3"));
            cluster.startNode("node3");
            until("idle", "sinfo", "-h", "-p", "standard", "-n", "node3", "-o", "%t");
        }
    }

    @Test
    void jobsRun() {
        Path file = directory.resolve("said");
        job("--export=ALL", "--wrap", "printf ran > " + KickoffScripts.quoted(file));
        new Waiting(PATIENCE).until(() -> KickoffScripts.read(file).equals("ran") ? "" : "the job has not run");
    }

    @Test
    void aNodeCanBeDrainedAndResumed() {
        cluster.drain("node1", "disk errors, see ticket 42");
        assertEquals("disk errors, see ticket 42", cluster.check("sinfo", "-h", "-R", "-o", "%E"));
        assertTrue(stateOf("node1").startsWith("dr"), stateOf("node1"));
        cluster.resume("node1");
        assertFalse(stateOf("node1").startsWith("dr"), stateOf("node1"));
    }

    @Test
    void theControllerCanBeStoppedWhileJobsRun() {
        String job = job("-w", "node2", "--wrap", "exec sleep 300");
        until("RUNNING", stateOfJob(job));
        cluster.stopController();
        assertTrue(cluster.processes().stream().noneMatch(line -> line.contains("slurmctld")));
        cluster.startController();
        assertEquals("RUNNING", cluster.check(stateOfJob(job)));
        cluster.freezeController();
        assertNotEquals(0, cluster.run("timeout", "1", "squeue").exitCode());
        cluster.thawController();
        cluster.check("scancel", job);
    }

    @Test
    void twoClustersDoNotMeetAndOneLeavesNothing() {
        Path place;
        try (var other = SlurmCluster.start(1, SlurmOptions.DEFAULT.withConfiguration("MinJobAge=2"))) {
            place = other.directory();
            assertEquals("1", other.check("sinfo", "-h", "-p", "standard", "-o", "%D"));
            assertTrue(other.check("scontrol", "show", "config").contains("MinJobAge               = 2 sec"));
            other.run("sbatch", "-o", "/dev/null", "--wrap", "setsid sleep 300 & sleep 300");
            assertFalse(processesOf(place).isEmpty());
        }
        assertFalse(Files.exists(place));
        assertEquals(List.of(), processesOf(place));
        assertEquals("4", cluster.check("sinfo", "-h", "-p", "standard", "-o", "%D"));
    }

    @Test
    void whatFailsIsShown() {
        AssertionFailedError failure = assertThrows(
                AssertionFailedError.class, () -> cluster.check("sbatch", "-p", "nosuch", "--wrap", "true"));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("invalid partition specified: nosuch"),
                failure::toString);
    }

    @Nested
    class Shim {

        private SlurmShim shim;

        @SuppressWarnings("NullAway.Init") // each test makes it first
        Shim() {}

        private CommandResult run(String... command) {
            return cluster.context(directory, shim.environment()).commands().run(List.of(command), PATIENCE);
        }

        @Test
        void countsAndPassesOn() {
            shim = cluster.shim(directory.resolve("shim"));
            assertEquals("4\n", run("sinfo", "-h", "-p", "standard", "-o", "%D").stdout());
            run("squeue", "-o", "a\nb\tc", "");
            assertEquals(Map.of("sinfo", 1, "squeue", 1), shim.counts());
            SlurmShim.Call call = shim.calls().getLast();
            assertEquals(List.of("-o", "a\nb c", ""), call.arguments());
            assertEquals(ProcessHandle.current().pid(), call.pid());
            shim.forget();
            assertEquals(List.of(), shim.calls());
        }

        @Test
        void failsHangsAndLiesOnWish() {
            shim = cluster.shim(directory.resolve("shim"));
            shim.fail("squeue", 3, "slurm_load_jobs error: Unable to contact slurm controller");
            assertEquals(3, run("squeue").exitCode());
            assertTrue(run("squeue").stderr().contains("Unable to contact"));
            shim.garbage("squeue");
            assertTrue(run("squeue").stdout().contains("<html>"));
            shim.print("squeue", "one\ntwo\n");
            assertEquals("one\ntwo\n", run("squeue").stdout());
            shim.slow("squeue", Duration.ofMillis(50));
            assertTrue(run("squeue").stdout().contains("JOBID"));
            shim.hang("squeue");
            assertNotEquals(0, run("timeout", "0.2", "squeue").exitCode());
            shim.pass("squeue");
            assertTrue(run("squeue").ok());
        }
    }

    @Test
    @RequiresSlurm(SlurmFeature.EMULATOR)
    void aThousandEmulatedNodesAnswer() {
        try (var big = SlurmCluster.emulate(1000)) {
            assertEquals("nid01000", big.nodes().getLast());
            String printed = big.check("scontrol", "show", "nodes", "-o");
            assertEquals(
                    1000,
                    printed.lines().filter(line -> line.contains("State=IDLE")).count());
        }
    }

    /** A process that starts a cluster and waits to be killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            var cluster = SlurmCluster.start(1, SlurmOptions.DEFAULT);
            Path made = Path.of(arguments[0] + ".new");
            Files.writeString(made, cluster.directory().toString());
            Files.move(made, Path.of(arguments[0]));
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    @Test
    void aClusterDoesNotOutliveTheProcessThatStartedIt() throws IOException {
        Path said = directory.resolve("place");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process owner = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        said.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        new Waiting(PATIENCE)
                .until(() ->
                        Files.exists(said) ? "" : "it is not up: " + KickoffScripts.read(directory.resolve("log")));
        Path place = Path.of(KickoffScripts.read(said));
        assertFalse(processesOf(place).isEmpty());
        owner.destroyForcibly();
        new Waiting(PATIENCE)
                .until(() -> Files.exists(place) || !processesOf(place).isEmpty() ? "it is still there: " + place : "");
    }
}
