package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.testkit.RequiresSlurm;
import io.pergola.testkit.SlurmCluster;
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

/** Tests of mixed shapes share one job of four nodes with eight cores each. */
@RequiresSlurm
class SlurmSlotsIT {

    private static final int CORES = 8;

    private static SlurmCluster cluster;

    private Installed installed;

    @BeforeAll
    static void up() {
        cluster = SlurmCluster.start(4, SlurmOptions.DEFAULT);
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

    /**
     * A rank as it saw itself.
     *
     * @param began seconds since the epoch
     */
    private record Rank(int run, int cores, String node, double began, double ended) {

        static Rank of(String line) {
            String[] words = line.split(" ");
            return new Rank(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    words[2],
                    Double.parseDouble(words[3]),
                    Double.parseDouble(words[4]));
        }

        boolean during(double time) {
            return began <= time && time < ended;
        }
    }

    private String suite() {
        String rank =
                "'b=$EPOCHREALTIME; sleep 1; echo $PERGOLA_TEST $OMP_NUM_THREADS $SLURMD_NODENAME $b $EPOCHREALTIME"
                        + " >> %s/ranks'".formatted(installed.folder());
        return """
                _shared:
                  scheduler: slurm
                  schedule: {nodes: 4, tasks_per_node: 8}
                narrow:
                  inherits_from: _shared
                  variables: {n: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
                  permute_on: n
                  schedule: {slots: {cores_per_rank: 2}}
                  run: {cmds: ["PERGOLA_TEST=${TEST_ID##*.} bash -c %1$s"]}
                spread:
                  inherits_from: _shared
                  variables: {n: [1, 2, 3, 4, 5, 6]}
                  permute_on: n
                  schedule: {slots: {ranks: 3, cores_per_rank: 4}}
                  run: {cmds: ["export PERGOLA_TEST=${TEST_ID##*.}; {{sched.test_cmd}} bash -c %1$s"]}
                alone:
                  inherits_from: _shared
                  variables: {n: [1, 2]}
                  permute_on: n
                  schedule: {slots: {exclusive: true}}
                  run: {cmds: ["PERGOLA_TEST=${TEST_ID##*.} bash -c %1$s"]}
                """.formatted(rank);
    }

    @Test
    void theyRunSideBySideOnAllOfItsNodes() throws Exception {
        installed.suite("mixed", suite());
        installed.expect(0, "run", "mixed");
        assertSideBySide();
    }

    @Test
    void theyDoSoInAnAllocationThatTheUserHolds() throws Exception {
        installed.suite("mixed", suite());
        String pergola = Installed.program().toString();
        Shell.Outcome outcome =
                installed.shell().run("salloc", "-Q", "-N4", "--exclusive", pergola, "run", "-s", "raw", "mixed");
        assertEquals(0, outcome.code(), () -> outcome.out() + outcome.err());
        assertSideBySide();
    }

    private void assertSideBySide() throws IOException {
        try (Stream<Path> jobs = Files.list(installed.work().resolve("jobs"))) {
            assertEquals(1, jobs.filter(Files::isDirectory).count());
        }
        List<Rank> ranks = Files.readAllLines(installed.folder().resolve("ranks")).stream()
                .map(Rank::of)
                .toList();
        assertEquals(12 + 6 * 3 + 2, ranks.size());
        assertEquals(Set.of("node1", "node2", "node3", "node4"), nodes(ranks));
        assertTrue(mostAtOnce(ranks) >= 8, ranks::toString);
        ranks.forEach(rank -> assertFits(rank, ranks));
        for (Rank rank : ranks) {
            assertTrue(Files.readAllLines(installed.runDir(rank.run()).resolve("nodes"))
                    .contains(rank.node()));
        }
    }

    private static Set<String> nodes(List<Rank> ranks) {
        var nodes = new TreeSet<String>();
        ranks.forEach(rank -> nodes.add(rank.node()));
        return nodes;
    }

    private static long mostAtOnce(List<Rank> ranks) {
        return ranks.stream()
                .mapToLong(rank -> ranks.stream()
                        .filter(other -> other.during(rank.began()))
                        .mapToInt(Rank::run)
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }

    /** When it began, its node had room for all that were there; the two that want to be alone have the highest numbers. */
    private static void assertFits(Rank rank, List<Rank> ranks) {
        List<Rank> there = ranks.stream()
                .filter(other -> other.node().equals(rank.node()) && other.during(rank.began()))
                .toList();
        int cores = there.stream().mapToInt(Rank::cores).sum();
        assertTrue(cores <= CORES, () -> "too many on " + rank.node() + ": " + there);
        if (there.stream().anyMatch(each -> each.run() > 18)) {
            assertEquals(1, there.size(), there::toString);
        }
    }
}
