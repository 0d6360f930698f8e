package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
import io.pergola.testkit.SlurmFeature;
import io.pergola.testkit.SlurmOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests are run on a real Slurm of eight nodes, by the built distribution. */
@RequiresSlurm(SlurmFeature.MPI)
class SlurmRunIT {

    private static SlurmCluster cluster;

    private Installed installed;

    @BeforeAll
    static void up() {
        cluster = SlurmCluster.start(8, SlurmOptions.DEFAULT);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp, cluster.environment());
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private String jobFiles(String name) throws IOException {
        var text = new StringBuilder();
        for (Path file : installed.jobFiles(name)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private int jobs() throws IOException {
        try (Stream<Path> files = Files.list(installed.work().resolve("jobs"))) {
            return (int) files.count();
        }
    }

    @Test
    void anMpiProgramRunsOnTwoNodesUnderSrunAndUnderMpirun() throws Exception {
        installed.suite("mpi", """
                _base:
                  scheduler: slurm
                  schedule: {nodes: 2}
                  build:
                    cmds: ['mpicc -o hello hello.c']
                    create_files:
                      hello.c:
                        - '#include <mpi.h>'
                        - '#include <stdio.h>'
                        - 'int main(int c, char **v) {'
                        - '  int rank, size, n; char name[MPI_MAX_PROCESSOR_NAME];'
                        - '  MPI_Init(&c, &v); MPI_Comm_rank(MPI_COMM_WORLD, &rank);'
                        - '  MPI_Comm_size(MPI_COMM_WORLD, &size); MPI_Get_processor_name(name, &n);'
                        - '  printf("rank %d of %d\\n", rank, size);'
                        - '  MPI_Finalize(); return 0; }'
                  run:
                    env: {OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1'}
                    cmds: ['{{sched.test_cmd}} ./hello', 'echo nodes={{sched.test_nodes}}']
                  result_parse: {regex: {ranks: {regex: 'rank (\\d) of 2', match_select: all}}}
                  result_evaluate: {result: 'len(ranks) == 2'}
                srun: {inherits_from: _base, schedule: {slurm: {srun_extra: '--mpi=pmix'}}}
                mpirun: {inherits_from: _base, schedule: {slurm: {mpi_cmd: mpirun}}}
                """);
        installed.expect(0, "run", "mpi");
        contains(Files.readString(installed.runDir(1).resolve("run.log")), "nodes=2");
        contains(jobFiles("kickoff"), "#SBATCH --nodes 2", "#SBATCH -t 1:0:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contiguous", "random", "distributed", "rand_dist"})
    void aSweepReachesEveryNodeOnce(String selection) throws Exception {
        installed.suite("sweep", """
                all:
                  scheduler: slurm
                  chunk: '{{sched.chunk_ids}}'
                  permute_on: sched.chunk_ids
                  schedule: {nodes: all, chunking: {size: 4, node_selection: %s}}
                  run: {cmds: ['srun hostname > hosts']}
                """.formatted(selection));
        List<Value.Entries> tests = installed.tests(0, "run", "sweep", "--json");
        assertEquals(2, tests.size());
        Set<String> hosts = new TreeSet<>();
        for (int run = 1; run <= 2; run++) {
            try (Stream<Path> files = Files.walk(installed.runDir(run))) {
                Path file =
                        files.filter(path -> path.endsWith("hosts")).findFirst().orElseThrow();
                hosts.addAll(Files.readAllLines(file));
            }
        }
        assertEquals(new TreeSet<>(cluster.nodes()), hosts);
        assertEquals(selection.contains("rand"), jobFiles("job.json").contains("\"seed\""));
    }

    @Test
    void fiveTestsShareAJob() throws Exception {
        installed.suite("share", """
                five:
                  scheduler: slurm
                  variables: {hours: [1, 2, 3, 4, 5]}
                  permute_on: hours
                  schedule: {nodes: 2, share_allocation: max, time_limit: '{{hours}}'}
                  run: {cmds: ['srun hostname']}
                """);
        List<Value.Entries> tests = installed.tests(0, "run", "share", "--json");
        assertEquals(5, tests.size());
        tests.forEach(test -> assertEquals("PASS", text(test, "result")));
        assertEquals(1, jobs());
        contains(jobFiles("kickoff"), "#SBATCH -t 5:0:0");
    }

    /** The shipped suite with the shipped layer of a host. */
    @Test
    void theSuiteOfTheFieldRunsOverTwoNodes() throws Exception {
        for (String program : List.of("hpcc", "lmp")) {
            assumeTrue(cluster.run("sh", "-c", "command -v " + program).ok(), program + " is not installed");
        }
        installed.take("test-suites/hpc", "suites/hpc");
        installed.take("config/hosts/slurmhost.yaml", "hosts/slurmhost.yaml");
        String[] command = {"run", "--json", "-H", "slurmhost", "hpc.hello", "hpc.hpcc", "hpc.lammps"};
        installed.tests(0, command).forEach(test -> assertEquals("PASS", text(test, "result"), test::toString));
        contains(Json.write(installed.results(1)), "\"hello_hosts\":2", "\"hello_ranks\":2");
        contains(Json.write(installed.results(2)), "\"hpcc_success\":1", "\"hpl_gflops\":", "\"ptrans_gb_per_s\":");
        contains(Json.write(installed.results(3)), "\"procs\":2", "\"steps_per_s\":");
    }

    @Test
    void aDryRunShowsJobsAndMakesNothing() throws Exception {
        installed.suite("dry", """
                two:
                  scheduler: slurm
                  chunk: '1'
                  schedule: {nodes: all, chunking: {size: 2}, partition: standard}
                  run: {cmds: ['srun hostname']}
                """);
        String queue = cluster.check("squeue", "--me", "--states=all", "--noheader");
        Shell.Outcome outcome = installed.expect(0, "run", "--dry-run", "dry");
        assertTrue(outcome.out().startsWith("""
                Job 1: pergola_dry.two
                  scheduler:  slurm
                  nodes:      node[3-4] (chunk 1 of 0-3)
                  time limit: 1 h
                  tests:      dry.two
                  | #!/bin/bash
                  | #SBATCH --job-name "pergola_dry.two"
                  | #SBATCH -p standard
                  | #SBATCH -t 1:0:0
                  | #SBATCH -w node[3-4]
                  | #SBATCH --nodes 2
                """), outcome::out);
        assertFalse(Files.exists(installed.work().resolve("test_runs/1")));
        assertEquals(queue, cluster.check("squeue", "--me", "--states=all", "--noheader"));
    }

    @Test
    void aDryRunSaysWhichJobsGoTogether() throws Exception {
        installed.suite("dry", """
                one: {scheduler: slurm, schedule: {share_allocation: false}, run: {cmds: ['true']}}
                """);
        String out = installed.expect(0, "run", "--dry-run", "5*dry").out();
        contains(out, "5 jobs would be submitted, equal ones together, in 1 submission; nothing was made.");
    }

    @Test
    void chunksOfAChosenSeedAreThoseOfTheSeries() throws Exception {
        installed.suite("chance", """
                all:
                  scheduler: slurm
                  chunk: '0'
                  schedule: {nodes: all, chunking: {size: 3, node_selection: random}}
                  run: {cmds: ['true']}
                """);
        installed.expect(0, "run", "chance");
        String series = Files.readString(installed.work().resolve("series/1/series.json"));
        String seed = series.replaceFirst("(?s).*\"seed\":(\\d+).*", "$1");
        String nodes = Files.readString(installed.runDir(1).resolve("nodes")).strip();

        String chunks = installed
                .expect(0, "nodes", "slurm", "chance.all", "--chunks", "--json", "--seed", seed)
                .out();
        String first = chunks.replaceFirst("(?s).*?\"nodes\":\\[([^\\]]*)\\].*", "$1");
        for (String node : nodes.split("\n", -1)) {
            contains(first, "\"" + node + "\"");
        }
    }

    @Test
    void moreNodesThanThereAreIsRefusedWithTheReasons() throws Exception {
        installed.suite("big", """
                big: {scheduler: slurm, schedule: {nodes: 8, exclude_nodes: 'node[1-2]'}, run: {cmds: ['true']}}
                """);
        contains(installed.expect(2, "run", "big").err(), "asked 8, usable 6: 2 in exclude_nodes");
        contains(installed.expect(0, "nodes", "slurm", "big", "--filtered").out(), "node1", "in exclude_nodes");
    }
}
