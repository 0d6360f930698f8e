package io.pergola.plugins.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.testkit.RecordedCommands;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlurmInventoryTest {

    private static final String[] NODES = {"scontrol", "-a", "show", "nodes", "-o"};
    private static final String[] RESERVATIONS = {"scontrol", "-a", "show", "reservations", "-o"};
    private static final String[] TOPOLOGY = {"scontrol", "show", "topology"};

    private final RecordedCommands commands = new RecordedCommands();
    private final SlurmInventory inventory = new SlurmInventory(new SlurmCommands(commands), "");

    @Nested
    class RealNodes {

        private final Map<String, NodeInfo> nodes;

        RealNodes() {
            commands.prints(Cases.text("scontrol_show_node_o.txt"), NODES);
            commands.prints(Cases.text("scontrol_show_reservation_o.txt"), RESERVATIONS);
            nodes = inventory.nodes().stream().collect(Collectors.toMap(NodeInfo::name, node -> node));
        }

        private NodeInfo node(String name) {
            return nodes.getOrDefault(name, NodeInfo.up("missing", 0, 0));
        }

        @Test
        void areAllThereWithAllThatIsKnown() {
            assertEquals(8, nodes.size());
            assertEquals(
                    new NodeInfo(
                            "node2",
                            false,
                            false,
                            8,
                            16_000,
                            0,
                            Set.of("standard", "debug"),
                            Set.of(),
                            Set.of("cpu", "rome"),
                            "IDLE+DRAIN",
                            "disk errors, see ticket 42 [root@2026-11-21T21:39:14]"),
                    node("node2"));
        }

        @Test
        void haveGpus() {
            assertEquals(2, node("node8").gpus());
            assertEquals(0, node("node1").gpus());
        }

        @Test
        void areUpOrAvailableByTheirStates() {
            assertTrue(node("node7").available(), "IDLE+PLANNED");
            assertTrue(node("node6").up(), "ALLOCATED");
            assertFalse(node("node6").available(), "ALLOCATED");
            assertFalse(node("node8").up(), "DOWN+NOT_RESPONDING");
            assertFalse(node("node1").up(), "MIXED is not in up_states by default");
        }

        @Test
        void knowTheirReservations() {
            assertEquals(Set.of("maint"), node("node5").reservations());
            assertEquals(Set.of(), node("node6").reservations());
        }

        @Test
        void areSeenByATestAsItsStatesSay() {
            NodeInfo mixed = inventory
                    .judged(
                            List.of(node("node1")),
                            Map.of(),
                            Map.of("up_states", List.of("MIXED"), "avail_states", List.of("MIXED")))
                    .getFirst();
            assertTrue(mixed.up() && mixed.available());
        }

        @Test
        void areNotKeptBackByAReservationOfTheFuture() {
            assertEquals(
                    Set.of(),
                    inventory
                            .judged(List.of(node("node5")), Map.of(), Map.of())
                            .getFirst()
                            .reservations());
            assertEquals(
                    Set.of("maint"),
                    inventory
                            .judged(List.of(node("node5")), Map.of("reservation", List.of("maint")), Map.of())
                            .getFirst()
                            .reservations());
        }
    }

    @Test
    void reservedNodesCountWhereAReservationIsAskedFor() {
        var node = new NodeInfo("n", false, false, 1, 1, 0, Set.of(), Set.of("now"), Set.of(), "MIXED+RESERVED", "");
        Map<String, List<String>> options = Map.of("up_states", List.of("MIXED"));
        NodeInfo without = inventory.judged(List.of(node), Map.of(), options).getFirst();
        assertFalse(without.up());
        assertEquals(Set.of("now"), without.reservations());
        assertTrue(inventory
                .judged(List.of(node), Map.of("reservation", List.of("any")), options)
                .getFirst()
                .up());
    }

    @Test
    void tenThousandNodesAreReadFromTwoCommands() {
        commands.prints(Cases.text("scontrol_show_nodes_o_10000.txt.gz"), NODES);
        commands.prints("No reservations in the system\n", RESERVATIONS);
        List<NodeInfo> nodes = inventory.nodes();
        assertEquals(10_000, nodes.size());
        assertEquals(10_000, nodes.stream().map(NodeInfo::name).distinct().count());
        assertEquals(1_588, nodes.stream().filter(NodeInfo::available).count());
        assertEquals(2, commands.asked().size());
    }

    @Test
    void aControllerThatIsDownIsAFailureWithCommandAndOutput() {
        String said = "slurm_load_node error: Unable to contact slurm controller (connect failure)\n";
        commands.prints("No reservations in the system\n", RESERVATIONS);
        commands.fails(1, said, NODES);
        SchedulerException failure = assertThrows(SchedulerException.class, inventory::nodes);
        assertEquals(List.of(NODES), failure.command());
        assertEquals(1, failure.exitCode());
        assertEquals(said.strip(), failure.output());
        assertTrue(failure.help().isPresent());
    }

    @Test
    void garbageIsAFailure() {
        commands.prints("?!\n", NODES);
        commands.prints("", RESERVATIONS);
        assertThrows(SchedulerException.class, inventory::nodes);
    }

    @Nested
    class TopologyOf {

        @Test
        void switchesIsTheLowestOne() {
            commands.prints("""
                    SwitchName=s0 Level=0 LinkSpeed=1 Nodes=n[1-2]
                    SwitchName=s1 Level=0 LinkSpeed=1 Nodes=n3
                    SwitchName=top Level=1 LinkSpeed=1 Nodes=n[1-3] Switches=s[0-1]
                    """, TOPOLOGY);
            assertEquals(Map.of("n1", "s0", "n2", "s0", "n3", "s1"), inventory.topology());
        }

        @Test
        void blocksIsTheBlock() {
            commands.prints("BlockName=b1 BlockIndex=0 Nodes=n[1-2] BlockSize=2\n", TOPOLOGY);
            assertEquals(Map.of("n1", "b1", "n2", "b1"), inventory.topology());
        }

        @Test
        void aFlatNetworkIsNotKnown() {
            commands.fails(1, "scontrol: error: No topology information available\n", TOPOLOGY);
            assertEquals(Map.of(), inventory.topology());
        }
    }

    @Test
    void gpusAreAddedUpOverTheirTypes() {
        assertEquals(3, Gres.gpus("gpu:a100:2(S:0-1),nic:4,gpu:1"));
        assertEquals(4, Gres.gpus("gpu:4"));
        assertEquals(0, Gres.gpus("(null)"));
        assertEquals(0, Gres.gpus("tpu:4,gpuish:3"));
    }
}
