package io.pergola.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import io.pergola.model.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChunkCutTest {

    private static Chunking size(int size, Selection selection, Extra extra) {
        return new Chunking(new Quantity.Count(size), OptionalInt.empty(), selection, extra, OptionalLong.empty());
    }

    private static Chunking count(int count, Selection selection, Extra extra) {
        return new Chunking(new Quantity.Count(0), OptionalInt.of(count), selection, extra, OptionalLong.empty());
    }

    private static ChunkFacts including(String... names) {
        return new ChunkFacts(Set.of(names), Map.of(), name -> Optional.empty(), 0);
    }

    private static ChunkCut.Chunks cut(int nodes, Chunking rule, ChunkFacts facts) {
        return assertInstanceOf(ChunkCut.Chunks.class, ChunkCut.of(Machines.usable(nodes), rule, facts));
    }

    private static List<Problem> refused(int nodes, Chunking rule, ChunkFacts facts) {
        return assertInstanceOf(ChunkCut.Refused.class, ChunkCut.of(Machines.usable(nodes), rule, facts))
                .problems();
    }

    private static List<Integer> sizes(ChunkCut.Chunks cut) {
        return cut.chunks().stream().map(Chunk::size).toList();
    }

    private static List<String> names(Chunk chunk) {
        return Machines.names(chunk.nodes());
    }

    /** What holds for every cut, for any rule and machine. */
    @Nested
    class Always {

        private final Random random = new Random(20);

        @Test
        void whatever_is_asked_nodes_are_used_as_asked() {
            for (int round = 0; round < 3000; round++) {
                int nodes = 1 + random.nextInt(60);
                Selection selection = any(Selection.values());
                Extra extra = any(Extra.values());
                int size = random.nextInt(nodes + 3);
                boolean byCount = selection != Selection.TOPOLOGY && random.nextBoolean();
                int count = 1 + random.nextInt(nodes);
                Chunking rule = byCount ? count(count, selection, extra) : size(size, selection, extra);
                var facts = new ChunkFacts(Set.of(), switches(nodes), this::lastPass, random.nextLong());
                check(nodes, rule, cut(nodes, rule, facts), rule + " of " + nodes);
                assertEquals(cut(nodes, rule, facts), cut(nodes, rule, facts));
            }
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private Map<String, String> switches(int nodes) {
            var switches = new HashMap<String, String>();
            for (int i = 1; i <= nodes; i++) {
                if (random.nextInt(10) > 0) {
                    switches.put(String.format("n%03d", i), "s" + random.nextInt(4));
                }
            }
            return switches;
        }

        private Optional<Instant> lastPass(String name) {
            return name.hashCode() % 3 == 0
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(name.hashCode() % 7));
        }

        private static void check(int nodes, Chunking rule, ChunkCut.Chunks cut, String what) {
            boolean topology = rule.selection() == Selection.TOPOLOGY;
            var seen = new HashSet<String>();
            int places = 0;
            for (Chunk chunk : cut.chunks()) {
                List<String> names = names(chunk);
                assertEquals(names.size(), new TreeSet<>(names).size(), what);
                assertEquals(List.copyOf(new TreeSet<>(names)), names, what);
                seen.addAll(names);
                places += names.size();
            }
            assertEquals(nodes, seen.size() + cut.unused().size(), what);
            assertTrue(Machines.names(cut.unused()).stream().noneMatch(seen::contains), what);
            assertTrue(rule.extra() == Extra.DISCARD || cut.unused().isEmpty(), "all are used: " + what);
            if (rule.extra() != Extra.BACKFILL) {
                assertEquals(seen.size(), places, "chunks are disjoint: " + what);
            }
            int most = sizes(cut).stream().mapToInt(size -> size).max().orElse(0);
            int least = sizes(cut).stream().mapToInt(size -> size).min().orElse(0);
            if (!topology) {
                assertTrue(most - least <= (rule.extra() == Extra.BALANCE ? 1 : 0), what + sizes(cut));
                rule.count().ifPresent(count -> assertEquals(count, cut.chunks().size(), what));
            }
            if (rule.count().isEmpty() && rule.size().wholesOf(nodes) > 0) {
                assertTrue(most <= rule.size().wholesOf(nodes), what);
            }
        }
    }

    @Nested
    class Chance {

        private ChunkFacts seed(long seed) {
            return new ChunkFacts(Set.of(), Map.of(), name -> Optional.empty(), seed);
        }

        @Test
        void the_same_seed_gives_the_same_chunks_and_another_gives_others() {
            for (Selection selection : List.of(Selection.RANDOM, Selection.RAND_DIST)) {
                Chunking rule = size(5, selection, Extra.DISCARD);
                assertEquals(cut(50, rule, seed(1)), cut(50, rule, seed(1)));
                assertNotEquals(
                        cut(50, rule, seed(1)).chunks(), cut(50, rule, seed(2)).chunks());
            }
        }

        @Test
        void the_seed_is_recorded_and_the_users_own_goes_first() {
            Chunking own = new Chunking(
                    new Quantity.Count(5), OptionalInt.empty(), Selection.RANDOM, Extra.DISCARD, OptionalLong.of(9));
            assertEquals(OptionalLong.of(9), cut(50, own, seed(1)).seed());
            assertEquals(
                    OptionalLong.of(1),
                    cut(50, size(5, Selection.RANDOM, Extra.DISCARD), seed(1)).seed());
            assertEquals(
                    OptionalLong.empty(),
                    cut(50, size(5, Selection.CONTIGUOUS, Extra.DISCARD), seed(1))
                            .seed());
        }

        @Test
        void the_chunks_of_a_seed_stay_the_same_in_later_versions() {
            assertEquals(
                    List.of("n001", "n002", "n009"),
                    names(cut(9, size(3, Selection.RANDOM, Extra.DISCARD), seed(42))
                            .chunks()
                            .getFirst()));
        }

        @Test
        void every_node_gets_its_turn_in_the_first_chunk() {
            var seen = new HashSet<String>();
            for (int seed = 0; seed < 200; seed++) {
                seen.addAll(names(cut(20, size(4, Selection.RANDOM, Extra.DISCARD), seed(seed))
                        .chunks()
                        .getFirst()));
            }
            assertEquals(20, seen.size());
        }
    }

    @Nested
    class Counted {

        @Test
        void balanced_pieces_differ_by_at_most_one() {
            assertEquals(
                    List.of(4, 3, 3), sizes(cut(10, count(3, Selection.CONTIGUOUS, Extra.BALANCE), ChunkFacts.NONE)));
        }

        @Test
        void discarding_makes_them_equal() {
            ChunkCut.Chunks cut = cut(10, count(3, Selection.CONTIGUOUS, Extra.DISCARD), ChunkFacts.NONE);
            assertEquals(List.of(3, 3, 3), sizes(cut));
            assertEquals(List.of("n010"), Machines.names(cut.unused()));
        }

        @Test
        void backfilling_makes_them_equal_with_every_node_used() {
            ChunkCut.Chunks cut = cut(10, count(6, Selection.CONTIGUOUS, Extra.BACKFILL), ChunkFacts.NONE);
            assertEquals(List.of(2, 2, 2, 2, 2, 2), sizes(cut));
            assertEquals(List.of("n007", "n009"), names(cut.chunks().get(4)));
        }

        @Test
        void more_pieces_than_nodes_are_refused_with_the_counts() {
            assertTrue(refused(5, count(6, Selection.CONTIGUOUS, Extra.BALANCE), ChunkFacts.NONE)
                    .getFirst()
                    .what()
                    .contains("cannot cut 5 nodes into 6 pieces"));
        }

        @Test
        void a_size_with_balance_is_the_most_a_chunk_may_have() {
            assertEquals(
                    List.of(5, 5, 4, 4), sizes(cut(18, size(5, Selection.CONTIGUOUS, Extra.BALANCE), ChunkFacts.NONE)));
        }
    }

    @Nested
    class Switches {

        private final Map<String, String> switches = Map.of(
                "n001", "b", "n002", "b", "n003", "b", "n004", "a", "n005", "a", "n006", "a", "n007", "a", "n008", "a");

        private ChunkFacts facts() {
            return new ChunkFacts(Set.of(), switches, name -> Optional.empty(), 0);
        }

        @Test
        void no_chunk_reaches_over_two() {
            ChunkCut.Chunks cut = cut(9, size(2, Selection.TOPOLOGY, Extra.DISCARD), facts());
            assertEquals(
                    List.of(List.of("n004", "n005"), List.of("n006", "n007"), List.of("n001", "n002")),
                    cut.chunks().stream().map(ChunkCutTest::names).toList());
            assertEquals(List.of("n003", "n008", "n009"), Machines.names(cut.unused()));
        }

        @Test
        void filling_up_stays_within_the_switch_and_the_unknown_come_last() {
            ChunkCut.Chunks cut = cut(9, size(2, Selection.TOPOLOGY, Extra.BACKFILL), facts());
            assertEquals(List.of(2, 2, 2, 2, 2, 1), sizes(cut));
            assertEquals(List.of("n006", "n008"), names(cut.chunks().get(2)));
            assertEquals(List.of("n001", "n003"), names(cut.chunks().get(4)));
            assertEquals(List.of("n009"), names(cut.chunks().get(5)));
        }

        @Test
        void without_a_size_each_is_one_chunk() {
            assertEquals(List.of(5, 3, 1), sizes(cut(9, size(0, Selection.TOPOLOGY, Extra.BACKFILL), facts())));
        }

        @Test
        void a_count_is_refused() {
            assertFalse(refused(9, count(2, Selection.TOPOLOGY, Extra.BALANCE), facts())
                    .isEmpty());
        }
    }

    @Nested
    class LeastTested {

        @Test
        void those_that_never_passed_come_first_then_those_that_waited_longest() {
            Map<String, Instant> passed = Map.of(
                    "n001", Instant.ofEpochSecond(30),
                    "n002", Instant.ofEpochSecond(10),
                    "n004", Instant.ofEpochSecond(20));
            var facts = new ChunkFacts(Set.of(), Map.of(), name -> Optional.ofNullable(passed.get(name)), 0);
            ChunkCut.Chunks cut = cut(6, size(2, Selection.LEAST_TESTED, Extra.DISCARD), facts);
            assertEquals(
                    List.of(List.of("n003", "n005"), List.of("n002", "n006"), List.of("n001", "n004")),
                    cut.chunks().stream().map(ChunkCutTest::names).toList());
        }
    }

    @Nested
    class Included {

        @Test
        void they_are_in_every_chunk_and_backfilling_keeps_them() {
            ChunkCut.Chunks cut = cut(10, size(4, Selection.CONTIGUOUS, Extra.BACKFILL), including("n005"));
            cut.chunks().forEach(chunk -> {
                assertEquals(4, chunk.size());
                assertTrue(names(chunk).contains("n005"));
            });
        }

        @Test
        void as_many_as_the_size_are_refused() {
            assertEquals(
                    "raise chunking.size to at least 3",
                    refused(9, size(2, Selection.CONTIGUOUS, Extra.DISCARD), including("n001", "n002"))
                            .getFirst()
                            .help()
                            .orElseThrow());
        }

        @Test
        void one_that_is_filtered_out_or_unknown_is_named_with_the_reason() {
            List<NodeInfo> nodes =
                    Machines.changed(Machines.of(4), "n002", node -> Machines.down(node, "DRAIN", "disk"));
            var filtered = FilteredNodes.of(nodes, NodeCriteria.UP, Map.of());
            List<String> told = new ArrayList<>();
            for (String name : List.of("n002", "n099")) {
                ((ChunkCut.Refused) ChunkCut.of(filtered, Chunking.WHOLE, including(name)))
                        .problems()
                        .forEach(problem -> told.add(problem.what()));
            }
            assertEquals(
                    List.of(
                            "include_nodes: node 'n002' may not be used: DRAIN: disk",
                            "include_nodes: node 'n099' is not known to the scheduler"),
                    told);
        }
    }

    @Nested
    class Taking {

        @Test
        void runs_go_round_the_chunk() {
            Chunk chunk = cut(5, Chunking.WHOLE, ChunkFacts.NONE).chunks().getFirst();
            assertEquals(List.of("n001", "n002"), Machines.names(chunk.take(2, 0)));
            assertEquals(List.of("n003", "n004"), Machines.names(chunk.take(2, 2)));
            assertEquals(List.of("n001", "n005"), Machines.names(chunk.take(2, 4)));
        }

        @Test
        void those_included_are_always_there() {
            Chunk chunk = cut(5, Chunking.WHOLE, including("n003")).chunks().getFirst();
            assertEquals(List.of("n001", "n003"), Machines.names(chunk.take(2, 0)));
            assertEquals(List.of("n002", "n003"), Machines.names(chunk.take(2, 1)));
            assertEquals(5, chunk.take(99, 3).size());
        }
    }

    @Test
    void a_machine_without_usable_nodes_cannot_be_cut() {
        assertFalse(refused(0, Chunking.WHOLE, ChunkFacts.NONE).isEmpty());
    }
}
