package io.pergola.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FilteredNodesTest {

    private static NodeCriteria asked(Optional<String> partition, Optional<String> reservation, List<String> features) {
        return new NodeCriteria(false, partition, reservation, Set.of(), Set.of(), features, 0, 0, 0);
    }

    private static NodeCriteria partition(String name) {
        return asked(Optional.of(name), Optional.empty(), List.of());
    }

    private static NodeCriteria reservation(String name) {
        return asked(Optional.empty(), Optional.of(name), List.of());
    }

    private static NodeCriteria features(String... names) {
        return asked(Optional.empty(), Optional.empty(), List.of(names));
    }

    private static NodeCriteria named(Set<String> across, Set<String> exclude) {
        return new NodeCriteria(false, Optional.empty(), Optional.empty(), across, exclude, List.of(), 0, 0, 0);
    }

    private static FilteredNodes filter(List<NodeInfo> nodes, NodeCriteria criteria) {
        return FilteredNodes.of(nodes, criteria, Map.of());
    }

    private static String told(FilteredNodes nodes) {
        return nodes.removed().stream()
                .map(gone -> gone.node().name() + " " + gone.filter() + " " + gone.reason())
                .collect(Collectors.joining("; "));
    }

    private static List<String> kept(FilteredNodes nodes) {
        return Machines.names(nodes.usable());
    }

    @Nested
    class Reasons {

        @Test
        void a_node_that_is_down_says_what_the_batch_system_says() {
            var nodes = Machines.changed(Machines.of(2), "n002", node -> Machines.down(node, "DOWN*", "fan broken"));
            assertEquals("n002 DOWN DOWN*: fan broken", told(filter(nodes, NodeCriteria.UP)));
        }

        @Test
        void a_busy_node_counts_unless_only_available_ones_do() {
            var busy = new NodeInfo("n1", true, false, 1, 1, 0, Set.of(), Set.of(), Set.of(), "ALLOCATED", "");
            var now =
                    new NodeCriteria(true, Optional.empty(), Optional.empty(), Set.of(), Set.of(), List.of(), 0, 0, 0);
            assertEquals(List.of("n1"), kept(filter(List.of(busy), NodeCriteria.UP)));
            assertEquals("n1 BUSY ALLOCATED", told(filter(List.of(busy), now)));
        }

        @Test
        void the_first_filter_that_objects_is_the_reason() {
            var gone = Machines.down(Machines.node("n1", Set.of("a"), Set.of("r"), Set.of()), "DOWN", "");
            var criteria = new NodeCriteria(
                    true, Optional.of("b"), Optional.empty(), Set.of("x"), Set.of("n1"), List.of("f"), 99, 1L << 40, 9);
            assertEquals(
                    Map.of(NodeFilter.DOWN, 1), filter(List.of(gone), criteria).counts());
        }

        @Test
        void filters_are_asked_in_the_documented_order() {
            assertEquals(
                    "DOWN BUSY PARTITION RESERVATION ACROSS EXCLUDED FEATURES SCHEDULER CPUS MEMORY GPUS",
                    List.of(NodeFilter.values()).stream().map(Enum::name).collect(Collectors.joining(" ")));
        }

        @Test
        void too_small_a_node_says_what_it_has() {
            var criteria = new NodeCriteria(
                    false, Optional.empty(), Optional.empty(), Set.of(), Set.of(), List.of(), 17, 0, 0);
            assertEquals("n001 CPUS 16 cpus, not 17", told(filter(Machines.of(1), criteria)));
        }

        @Test
        void memory_that_is_not_known_is_no_reason() {
            var criteria = new NodeCriteria(
                    false, Optional.empty(), Optional.empty(), Set.of(), Set.of(), List.of(), 0, 64_001, 0);
            var nodes = List.of(NodeInfo.up("n1", 1, 0), NodeInfo.up("n2", 1, 64_000));
            assertEquals("n2 MEMORY 64000 MiB of memory, not 64001", told(filter(nodes, criteria)));
        }

        @Test
        void too_few_gpus_are_a_reason() {
            var criteria =
                    new NodeCriteria(false, Optional.empty(), Optional.empty(), Set.of(), Set.of(), List.of(), 0, 0, 1);
            assertEquals("n001 GPUS 0 gpus, not 1", told(filter(Machines.of(1), criteria)));
        }

        @Test
        void the_scheduler_may_have_reasons_of_its_own() {
            var nodes = FilteredNodes.of(Machines.of(2), NodeCriteria.UP, Map.of("n001", "no licence server"));
            assertEquals("n001 SCHEDULER no licence server", told(nodes));
        }
    }

    @Nested
    class Names {

        private final List<NodeInfo> nodes = Machines.of(4);

        @Test
        void across_and_exclude_go_by_name() {
            FilteredNodes found = filter(nodes, named(Set.of("n001", "n002"), Set.of("n002")));
            assertEquals(List.of("n001"), kept(found));
            assertEquals(Map.of(NodeFilter.ACROSS, 2, NodeFilter.EXCLUDED, 1), found.counts());
        }

        @Test
        void nodes_are_sorted_by_name_as_text() {
            var plain = List.of(NodeInfo.up("n10", 1, 1), NodeInfo.up("n9", 1, 1), NodeInfo.up("n1", 1, 1));
            assertEquals(List.of("n1", "n10", "n9"), kept(filter(plain, NodeCriteria.UP)));
        }
    }

    @Nested
    class Partitions {

        @Test
        void a_node_in_none_is_out_where_others_are_in_some() {
            var nodes = List.of(
                    Machines.node("n1", Set.of("gpu", "all"), Set.of(), Set.of()),
                    Machines.node("n2", Set.of("all"), Set.of(), Set.of()),
                    Machines.node("n3", Set.of(), Set.of(), Set.of()));
            assertEquals(
                    "n2 PARTITION in all, not in 'gpu'; n3 PARTITION in no partition, not in 'gpu'",
                    told(filter(nodes, partition("gpu"))));
        }

        @Test
        void they_do_not_matter_where_there_are_none() {
            assertEquals(2, filter(Machines.of(2), partition("gpu")).usable().size());
        }
    }

    @Nested
    class Reservations {

        private final List<NodeInfo> nodes = List.of(
                Machines.node("n1", Set.of(), Set.of(), Set.of()),
                Machines.node("n2", Set.of(), Set.of("upkeep"), Set.of()),
                Machines.node("n3", Set.of(), Set.of("course", "upkeep"), Set.of()));

        @Test
        void without_one_reserved_nodes_are_kept_out() {
            FilteredNodes found = filter(nodes, NodeCriteria.UP);
            assertEquals(List.of("n1"), kept(found));
            assertEquals(
                    "reserved by course, upkeep",
                    found.removal("n3").orElseThrow().reason());
        }

        @Test
        void with_one_only_its_nodes_stay() {
            assertEquals(List.of("n3"), kept(filter(nodes, reservation("course"))));
        }

        @Test
        void any_takes_reserved_and_free_nodes() {
            assertEquals(3, filter(nodes, reservation("any")).usable().size());
        }

        @Test
        void one_that_does_not_exist_leaves_nothing() {
            assertEquals(List.of(), kept(filter(Machines.of(2), reservation("nobody"))));
        }
    }

    @Nested
    class Features {

        private final List<NodeInfo> nodes = List.of(
                Machines.node("n1", Set.of(), Set.of(), Set.of("ib", "gpu")),
                Machines.node("n2", Set.of(), Set.of(), Set.of("ib", "big")),
                Machines.node("n3", Set.of(), Set.of(), Set.of("eth", "big")));

        @Test
        void all_of_them_are_wanted() {
            assertEquals(List.of("n1"), kept(filter(nodes, features("ib", "gpu"))));
        }

        @Test
        void a_bar_means_either() {
            FilteredNodes found = filter(nodes, features("ib", "gpu|big"));
            assertEquals(List.of("n1", "n2"), kept(found));
            assertEquals("n3 FEATURES without 'ib'", told(found));
        }
    }

    @Nested
    class Summary {

        @Test
        void it_counts_what_each_filter_took() {
            List<NodeInfo> nodes = Machines.of(9);
            for (String name : List.of("n001", "n002", "n005")) {
                nodes = Machines.changed(nodes, name, node -> Machines.down(node, "DOWN", ""));
            }
            FilteredNodes found = filter(nodes, named(Set.of(), Set.of("n009")));
            assertEquals("asked 8, usable 5: 3 down, 1 in exclude_nodes", found.summary(8));
        }

        @Test
        void nothing_removed_is_said_too() {
            assertEquals("asked 8, usable 5 of 5", Machines.usable(5).summary(8));
        }

        @Test
        void a_shortage_gives_an_example_of_the_commonest_reason() {
            var nodes = Machines.changed(
                    List.of(
                            Machines.node("n1", Set.of("a"), Set.of(), Set.of()),
                            Machines.node("n2", Set.of("a"), Set.of(), Set.of()),
                            Machines.node("n3", Set.of("a"), Set.of(), Set.of())),
                    "n1",
                    node -> Machines.down(node, "DOWN", ""));
            FilteredNodes found = filter(nodes, partition("nowhere"));
            String what = NodeDemand.of(Optional.empty(), Optional.empty(), false, 0)
                    .problems(found, 0, 0)
                    .getFirst()
                    .what();
            assertTrue(
                    what.endsWith(
                            "asked 1, usable 0: 1 down, 2 not in the partition (such as n2: in a, not in 'nowhere')"),
                    what);
        }
    }
}
