package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import io.pergola.model.NodeList;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.spi.NodeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JobPlannerTest {

    private final List<NodeInfo> nodes = IntStream.rangeClosed(1, 8)
            .mapToObj(i -> NodeInfo.up("n" + i, 4, 1000))
            .toList();
    private final List<ResolvedTest> tests = new ArrayList<>();
    private final Map<String, Map<String, Instant>> passes = new HashMap<>();

    private JobPlanner planner(boolean advanced) {
        var machine = new Machine(nodes, () -> nodes, test -> passes.getOrDefault(test.test(), Map.of()), 7);
        return new JobPlanner(new NodePlans(name -> advanced ? Optional.of(machine) : Optional.empty()), tests);
    }

    private JobPlan plan() {
        return planner(true).plan();
    }

    /** {@code schedule} as keys and values in turn; {@code chunking.} goes below. */
    private void test(String chunk, String... schedule) {
        var section = new LinkedHashMap<String, Value>();
        var chunking = new LinkedHashMap<String, Value>();
        for (int i = 0; i < schedule.length; i += 2) {
            boolean below = schedule[i].startsWith("chunking.");
            boolean list = schedule[i].matches("(across|exclude)_nodes");
            Value value = list ? Value.ofTexts(List.of(schedule[i + 1])) : Value.of(schedule[i + 1]);
            (below ? chunking : section).put(schedule[i].replace("chunking.", ""), value);
        }
        section.put("chunking", new Value.Entries(chunking));
        Value.Entries none = new Value.Entries(new LinkedHashMap<>());
        var saved = new LinkedHashMap<String, Value>();
        Map.of("suite", "s", "test", "t" + tests.size(), "subtitle", "", "label", "main")
                .forEach((key, text) -> saved.put(key, Value.of(text)));
        Map.of("suite_path", "/s.yaml", "host", "h", "os", "o").forEach((key, text) -> saved.put(key, Value.of(text)));
        saved.put("modes", Value.ofTexts(List.of()));
        saved.put("options", none);
        saved.put("permutation", none);
        saved.put("variables", none);
        var config = new LinkedHashMap<String, Value>();
        config.put("scheduler", Value.of("slurm"));
        config.put("chunk", Value.of(chunk));
        config.put("schedule", new Value.Entries(section));
        saved.put("config", new Value.Entries(config));
        tests.add(ResolvedTest.fromValue(new Value.Entries(saved)));
    }

    private static String nodes(PlannedJob job) {
        return switch (job.nodes()) {
            case NodeRequest.Exactly(List<String> names) -> NodeList.compress(names);
            case NodeRequest.Between(int min, var max) -> min + "-" + max.orElse(0);
        };
    }

    private List<String> allNodes() {
        return plan().jobs().stream().map(JobPlannerTest::nodes).toList();
    }

    private List<List<Integer>> members() {
        return plan().jobs().stream().map(PlannedJob::members).toList();
    }

    @Nested
    class Sharing {

        @Test
        void spreadsRunsOverTheMachine() {
            for (int i = 0; i < 5; i++) {
                test("any", "nodes", "3");
            }
            assertEquals(List.of(List.of(0, 2, 4), List.of(1, 3)), members());
            assertEquals(List.of("3-3", "3-3"), allNodes());
        }

        @Test
        void goesIntoOneJobWhereThatIsAskedFor() {
            for (int i = 0; i < 5; i++) {
                test("any", "nodes", "3", "share_allocation", "max");
            }
            assertEquals(List.of(List.of(0, 1, 2, 3, 4)), members());
        }

        @Test
        void isRefusedWhereATestWantsToBeAlone() {
            test("any", "share_allocation", "false");
            test("any", "share_allocation", "false");
            assertEquals(List.of(List.of(0), List.of(1)), members());
        }

        @Test
        void endsWhereAnyTextOfTheSectionDiffers() {
            for (String key : List.of("partition", "qos", "account")) {
                tests.clear();
                test("any", key, "one", "share_allocation", "max");
                test("any", key, "two", "share_allocation", "max");
                assertEquals(2, planner(false).plan().jobs().size(), key);
            }
        }

        @Test
        void takesTheLargestTimeLimitOfTheJobsOwnRuns() {
            test("any", "time_limit", "2", "share_allocation", "max");
            test("any", "time_limit", "5", "share_allocation", "max");
            test("any", "time_limit", "9", "share_allocation", "max", "nodes", "2");
            assertEquals(
                    List.of(Duration.ofHours(5), Duration.ofHours(9)),
                    plan().jobs().stream().map(PlannedJob::timeLimit).toList());
        }
    }

    @Nested
    class Chunks {

        @Test
        void eachHaveOneJobForAllTheirTests() {
            for (int test = 0; test < 3; test++) {
                for (int chunk = 0; chunk < 4; chunk++) {
                    test(Integer.toString(chunk), "nodes", "all", "chunking.size", "2");
                }
            }
            assertEquals(List.of("n[1-2]", "n[3-4]", "n[5-6]", "n[7-8]"), allNodes());
            assertEquals(List.of(0, 4, 8), members().getFirst());
        }

        @Test
        void areTakenInTurnByTestsThatTakeAny() {
            for (int i = 0; i < 3; i++) {
                test("any", "nodes", "all", "chunking.size", "4");
            }
            assertEquals(List.of(List.of(0, 2), List.of(1)), members());
        }

        @Test
        void giveOneNodeAfterTheOtherToJobsOfOneNode() {
            for (int i = 0; i < 3; i++) {
                test("1", "nodes", "1", "share_allocation", "false", "chunking.size", "2");
            }
            assertEquals(List.of("n3", "n4", "n3"), allNodes());
        }

        @Test
        void areOneToNameNodesFromWhereOnlySomeAreAllowed() {
            test("any", "nodes", "2", "across_nodes", "n[5-8]");
            test("any", "nodes", "2", "across_nodes", "n[5-8]");
            assertEquals(List.of("n[5-6]", "n[7-8]"), allNodes());
        }

        @Test
        void beginWithTheNodesThatWaitedLongestForThisVeryTest() {
            Instant early = Instant.parse("2026-11-21T00:00:00Z");
            Map<String, Instant> first = new HashMap<>();
            nodes.forEach(node -> first.put(node.name(), early));
            first.remove("n5");
            first.put("n1", early.plusSeconds(1));
            passes.put("t0", first);
            test("0", "nodes", "all", "chunking.size", "2", "chunking.node_selection", "least_tested");
            test("0", "nodes", "all", "chunking.size", "2", "chunking.node_selection", "least_tested");
            assertEquals(List.of("n[2,5]", "n[1-2]"), allNodes());
        }

        @Test
        void thatAreNotThereAreRefused() {
            test("4", "chunking.size", "2");
            JobPlan plan = plan();
            assertTrue(plan.jobs().isEmpty());
            assertEquals(
                    "chunk: there is no chunk '4', there are chunks 0 to 3",
                    plan.refused().getFirst().problem().what());
        }

        @Test
        void byChanceSayTheirSeed() {
            test("2", "chunking.size", "2", "chunking.node_selection", "random");
            ChunkNote note = plan().jobs().getFirst().chunk().orElseThrow();
            assertEquals("chunk 2 of 0-3, seed 7", note.text());
        }
    }

    @Test
    void moreNodesThanThereAreIsRefusedWithWhatIsInTheWay() {
        test("any", "nodes", "7", "exclude_nodes", "n[1-2]");
        String what = plan().refused().getFirst().problem().what();
        assertTrue(what.contains("asked 7, usable 6: 2 in exclude_nodes"), what);
    }
}
