package io.pergola.plugins.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.JobInfo;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeStart;
import io.pergola.spi.RankPlan;
import io.pergola.spi.SchedulerContext;
import io.pergola.testkit.RecordedCommands;
import io.pergola.testkit.RecordedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawSchedulerTest {

    private static final JobInfo JOB = new JobInfo(Map.of("host", "login1"));

    private static final int CPUS = Runtime.getRuntime().availableProcessors();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    private final RecordedCommands commands = new RecordedCommands();

    @BeforeEach
    void memory() throws IOException {
        Files.writeString(directory.resolve("meminfo"), "MemTotal: 1024000 kB\n");
    }

    private RawScheduler scheduler(Map<String, String> environment) {
        return new RawScheduler(
                new SchedulerContext(commands, new RecordedProcesses(), InstantSource.system(), environment),
                new Machine(directory.resolve("meminfo")),
                "login1");
    }

    private List<NodeInfo> nodes(Map<String, String> environment) {
        return scheduler(environment).allocationNodes(JOB).nodes();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("hosts"), text);
    }

    @Nested
    class WithoutAnAllocation {

        @Test
        void itIsThisMachine() {
            RawScheduler raw = scheduler(Map.of());
            assertEquals(List.of(NodeInfo.up("login1", CPUS, 1000)), nodes(Map.of()));
            assertTrue(raw.sharesCores());
            assertEquals(Optional.empty(), raw.inventory());
            assertEquals(List.of("x"), raw.startOn(new NodeStart("n1", List.of("x"), directory, Map.of())));
        }
    }

    @Nested
    class TheAllocation {

        @Test
        void ofSlurmIsReadFromItsVariables() {
            commands.prints(
                    "NodeName=n1 CPUTot=8 RealMemory=16000 State=X\nNodeName=n2 CPUTot=8 RealMemory=8000 State=X\n",
                    "scontrol",
                    "show",
                    "nodes",
                    "n[1-2]",
                    "-o");
            Map<String, String> job =
                    Map.of("SLURM_JOB_ID", "7", "SLURM_JOB_NODELIST", "n[1-2]", "SLURM_JOB_CPUS_PER_NODE", "8,4");
            assertEquals(List.of(NodeInfo.up("n1", 8, 16000), NodeInfo.up("n2", 4, 8000)), nodes(job));
            assertFalse(scheduler(job).sharesCores());
            assertTrue(scheduler(job).inventory().filter(NodeInventory::held).isPresent());
        }

        @Test
        void ofPbsCountsTheLinesOfItsFile() throws IOException {
            Map<String, String> job = Map.of(
                    "PBS_NODEFILE",
                    file("n1\nn1\nlogin1.site.org\nlogin1.site.org\n").toString());
            assertEquals(List.of(NodeInfo.up("login1.site.org", 2, 1000), NodeInfo.up("n1", 2, 0)), nodes(job));
        }

        @Test
        void ofPbsMayHaveMoreProcessorsThanLines() throws IOException {
            assertEquals(
                    List.of(NodeInfo.up("n1", 16, 0), NodeInfo.up("n2", 16, 0)),
                    nodes(Map.of("PBS_NODEFILE", file("n1\nn2\n").toString(), "NCPUS", "16")));
        }

        @Test
        void ofLsfIsPairsOfHostsAndCounts() {
            assertEquals(
                    List.of(NodeInfo.up("a", 4, 0), NodeInfo.up("b", 8, 0)),
                    nodes(Map.of("LSB_MCPU_HOSTS", "a 4 b 8")));
        }

        @Test
        void ofGridEngineIsItsHostFile() throws IOException {
            assertEquals(
                    List.of(NodeInfo.up("a", 4, 0), NodeInfo.up("b", 2, 0)),
                    nodes(Map.of(
                            "PE_HOSTFILE",
                            file("a 4 all.q@a UNDEFINED\nb 2 all.q@b <NULL>\n").toString())));
        }

        @Test
        void ofFluxIsWhatItsCommandsSay() {
            commands.prints("f[1-2]\n", "flux", "getattr", "hostlist")
                    .prints(
                            "2 96 8\n",
                            "flux",
                            "resource",
                            "list",
                            "-s",
                            "all",
                            "-n",
                            "-o",
                            "{nnodes} {ncores} {ngpus}");
            List<NodeInfo> nodes = nodes(Map.of("FLUX_URI", "local:///x"));
            assertEquals(List.of("f1", "f2"), nodes.stream().map(NodeInfo::name).toList());
            assertEquals(48, nodes.getFirst().cpus());
            assertEquals(4, nodes.getLast().gpus());
        }

        @Test
        void ofAHostFileIsStrongerThanTheOthers() throws IOException {
            Path file = file("""
                    # ours
                    a slots=4 gpus=2 mem=1000
                    b:8   # and theirs
                    c
                    c
                    login1
                    """);
            List<NodeInfo> nodes = nodes(Map.of("PERGOLA_HOSTFILE", file.toString(), "LSB_MCPU_HOSTS", "z 1"));
            assertEquals(
                    List.of("login1", "a", "b", "c"),
                    nodes.stream().map(NodeInfo::name).toList());
            assertEquals(
                    List.of(CPUS, 4, 8, 2), nodes.stream().map(NodeInfo::cpus).toList());
            assertEquals(2, nodes.get(1).gpus());
            assertEquals(1000, nodes.get(1).memoryMib());
        }

        @Test
        void thatCannotBeReadIsToldWithAllThatIsWrong() throws IOException {
            Map<String, String> job =
                    Map.of("PERGOLA_HOSTFILE", file("a solts=4\nb 7\n").toString());
            String why = scheduler(job).available().reason().orElseThrow();
            assertTrue(why.contains("hosts:1: 'solts=4'") && why.contains("hosts:2: '7'"), why);
            assertThrows(SchedulerException.class, () -> nodes(job));
            assertTrue(scheduler(Map.of("PERGOLA_HOSTFILE", "/nonexistent/hosts"))
                    .available()
                    .reason()
                    .isPresent());
            assertTrue(scheduler(Map.of("PBS_NODEFILE", file("").toString()))
                    .available()
                    .reason()
                    .isPresent());
        }
    }

    @Nested
    class Starting {

        private final Map<String, String> slurm = Map.of(
                "SLURM_JOB_ID",
                "7",
                "SLURM_JOB_NODELIST",
                "n[1-4]",
                "SLURM_JOB_CPUS_PER_NODE",
                "8(x4)",
                "SLURM_MEM_PER_NODE",
                "1000");

        private NodeStart start(String node) {
            return new NodeStart(node, List.of("run.sh", "it's"), Path.of("/d d"), Map.of("B", "2", "A", "1"));
        }

        @Test
        void onANodeOfSlurmIsAStepThatSharesTheAllocation() {
            List<String> words = scheduler(slurm).startOn(start("n2"));
            assertEquals(List.of("srun", "--overlap", "-N1", "-n1", "-w", "n2"), words.subList(0, 6));
            assertEquals(List.of("run.sh", "it's"), words.subList(words.size() - 2, words.size()));
        }

        @Test
        void onThisNodeNeedsNothing() throws IOException {
            assertEquals(
                    List.of("run.sh", "it's"),
                    scheduler(Map.of("PERGOLA_HOSTFILE", file("login1\nn2\n").toString()))
                            .startOn(start("login1")));
        }

        @Test
        void elsewhereIsBySsh() throws IOException {
            Map<String, String> hosts =
                    Map.of("PERGOLA_HOSTFILE", file("login1\nn2\n").toString(), "PERGOLA_SSH", "ssh -F conf");
            List<String> words = scheduler(hosts).startOn(start("n2"));
            assertEquals(List.of("bash", "-c"), words.subList(0, 2));
            assertEquals("n2", words.get(4));
            assertTrue(words.get(5).endsWith("'/d d' env 'A=1' 'B=2' 'run.sh' 'it'\\''s'"), words.get(5));
            assertEquals(List.of("ssh", "-F", "conf"), words.subList(6, 9));
        }

        @Test
        void inFluxIsByTheRankOfTheBroker() {
            commands.prints("login1,f2\n", "flux", "getattr", "hostlist")
                    .prints(
                            "2 4 0\n",
                            "flux",
                            "resource",
                            "list",
                            "-s",
                            "all",
                            "-n",
                            "-o",
                            "{nnodes} {ncores} {ngpus}");
            assertEquals(
                    List.of("flux", "exec", "-r", "1", "-d", "/d d", "env", "A=1", "B=2", "run.sh", "it's"),
                    scheduler(Map.of("FLUX_URI", "local:///x")).startOn(start("f2")));
        }

        private LaunchRequest request(Map<String, List<String>> options, Optional<RankPlan> plan) {
            return new LaunchRequest(List.of("n1", "n2"), 4, 2, Map.of(), options, plan);
        }

        private String command(Map<String, String> environment, LaunchRequest request) {
            return String.join(" ", scheduler(environment).testCommand(request).words());
        }

        private final Optional<RankPlan> plan = Optional.of(new RankPlan(Path.of("/r/ranks"), Path.of("/r/hosts"), 2));

        @Test
        void ofParallelProgramsInSlurmIsBySrun() {
            assertEquals(
                    "srun --overlap --cpu-bind=none -w n[1-2] -N 2 -n 4",
                    command(slurm, request(Map.of(), Optional.empty())));
            assertEquals(
                    "env SLURM_HOSTFILE=/r/ranks srun --overlap --cpu-bind=none --distribution=arbitrary -N 2 -n 4",
                    command(slurm, request(Map.of(), plan)));
        }

        @Test
        void ofParallelProgramsElsewhereIsByMpirunIfThereIsOne() {
            Map<String, String> lsf = Map.of("LSB_MCPU_HOSTS", "n1 8 n2 8");
            assertEquals("mpirun -n 4 --host n1:2,n2:2", command(lsf, request(Map.of(), Optional.empty())));
            assertEquals("mpirun -n 4 --bind-to none --hostfile /r/hosts", command(lsf, request(Map.of(), plan)));
            commands.without("mpirun");
            assertEquals("", command(lsf, request(Map.of(), plan)));
        }

        @Test
        void ofParallelProgramsIsAsTheTestWants() {
            assertEquals(
                    "mpirun -n 4 --host n1:2,n2:2",
                    command(slurm, request(Map.of("launcher", List.of("mpirun")), Optional.empty())));
            assertEquals("", command(slurm, request(Map.of("launcher", List.of("none")), Optional.empty())));
            assertThrows(
                    SchedulerException.class,
                    () -> command(slurm, request(Map.of("launcher", List.of("prun")), Optional.empty())));
        }
    }
}
