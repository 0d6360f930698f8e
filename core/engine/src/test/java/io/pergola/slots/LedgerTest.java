package io.pergola.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import io.pergola.spi.slots.SlotException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final List<NodeResources> nodes =
            List.of(NodeResources.of(0, "a", 4, 1).withMib(100, 10), NodeResources.of(1, "b", 2, 0));
    private final Ledger ledger = new Ledger(nodes, Map.of("license", 2L));

    private Lease claim(ResourceRequest request) {
        return ledger.claim(request, null).orElseThrow();
    }

    private static List<Integer> cores(Lease lease) {
        return lease.placement().slots().getFirst().cores().stream()
                .map(Share::index)
                .toList();
    }

    private static ResourceRequest cores(int count) {
        return ResourceRequest.ofCores(count);
    }

    private String refused(Placement placement) {
        var before = ledger.use();
        var refusal = assertThrows(SlotException.class, () -> ledger.claim(placement, null));
        assertEquals(before, ledger.use());
        return String.valueOf(refusal.getMessage());
    }

    private String refused(Slot slot) {
        return refused(Placement.of(List.of(slot)));
    }

    @Nested
    class Release {

        @Test
        void whatWasGivenBackIsNotHeldAnyMore() {
            Lease lease = claim(cores(4));
            ledger.release(lease);
            var before = ledger.use();
            assertThrows(SlotException.class, () -> ledger.release(lease));
            assertEquals(before, ledger.use());
        }

        @Test
        void whatAnotherLedgerHandedOutIsRefused() {
            var other = new Ledger(nodes, Map.of("license", 2L));
            Lease foreign = other.claim(cores(4), null).orElseThrow();
            claim(cores(4));
            assertThrows(SlotException.class, () -> ledger.release(foreign));
            assertTrue(ledger.claim(cores(3), null).isEmpty());
        }

        @Test
        void aJobsLeasesEndWithItAndOthersDoNot() {
            Lease first = ledger.claim(cores(1), "job").orElseThrow();
            ledger.claim(cores(1), "job");
            Lease own = claim(cores(1));
            ledger.releaseAll("job");
            assertThrows(SlotException.class, () -> ledger.release(first));
            assertEquals(Optional.of("job"), first.job());
            assertEquals(List.of(2), cores(own));
            ledger.release(own);
            ledger.releaseAll("job");
            assertEquals(new Ledger(nodes, Map.of()).use(), ledger.use());
        }
    }

    @Nested
    class MadeUpSlots {

        @Test
        void eachReasonIsNamed() {
            ledger.coreDown("a", 3);
            assertEquals("there is no node x", refused(Slot.of(NodeResources.of(0, "x", 1, 0), List.of(0), List.of())));
            assertEquals(
                    "node a has the number 0, not 7",
                    refused(Slot.of(NodeResources.of(7, "a", 1, 0), List.of(0), List.of())));
            assertEquals("there is no core 4 of node a", refused(Slot.of(nodes.get(0), List.of(4), List.of())));
            assertEquals("core 3 of node a is out of service", refused(Slot.of(nodes.get(0), List.of(3), List.of())));
            assertEquals("core 1 of node a is listed twice", refused(Slot.of(nodes.get(0), List.of(1, 1), List.of())));
            claim(ResourceRequest.of(1, RankRequirements.ofCores(1).withCoreShare(0.25)));
            assertEquals(
                    "of core 0 of node a 750 thousandths are free, not 1000",
                    refused(Slot.of(nodes.get(0), List.of(0), List.of())));
            assertEquals(
                    "of the memory of node a 100 MiB are free, not 101",
                    refused(new Slot("a", 0, List.of(), List.of(), 101, 0, Slot.ANYWHERE, false)));
            assertEquals(
                    "of the consumables {license=2} are free, not {license=3}",
                    refused(new Placement(List.of(), Map.of("license", 3L))));
            ledger.nodeUp("b", false);
            assertEquals("node b is down", refused(Slot.of(nodes.get(1), List.of(0), List.of())));
        }

        @Test
        void aListThatIsNotInOrderMayStillNotNameACoreTwice() {
            List<Share> cores = List.of(Share.whole(1), Share.whole(3), Share.whole(2), Share.whole(3));
            assertEquals(
                    "core 3 of node a is listed twice",
                    refused(new Slot("a", 0, cores, List.of(), 0, 0, Slot.ANYWHERE, false)));
        }

        @Test
        void theFirstSlotsComeBackIfALaterOneIsRefused() {
            Slot good = Slot.of(nodes.get(0), List.of(0), List.of(0));
            assertEquals(
                    "of core 0 of node a 0 thousandths are free, not 1000", refused(Placement.of(List.of(good, good))));
        }
    }

    @Nested
    class Service {

        @Test
        void aNodeThatIsDownKeepsWhatRunsAndGetsNothingMore() {
            Lease lease = claim(cores(1));
            ledger.nodeUp("a", false);
            assertEquals("b", claim(cores(1)).placement().nodes().getFirst());
            assertEquals(
                    "it wants 3 cores on one node, and there are 2",
                    ledger.shortage(cores(3), 1).orElseThrow().why());
            ledger.release(lease);
            ledger.nodeUp("a", true);
            assertTrue(ledger.shortage(cores(3), 1).isEmpty());
            assertEquals(List.of(0, 1, 2), cores(claim(cores(3))));
        }

        @Test
        void aCoreThatGoesDownInUseIsNotHandedOutAfterThat() {
            Lease lease = claim(cores(4));
            ledger.coreDown("a", 1);
            ledger.release(lease);
            assertEquals(List.of(0, 2, 3), cores(claim(cores(3))));
            assertTrue(ledger.shortage(cores(4), 1).isPresent());
            ledger.coreInService("a", 1, true);
            assertEquals(List.of(1), cores(claim(cores(1))));
        }

        @Test
        void aCoreThatIsOnlyAwayCountsForWhatCanFit() {
            ledger.coreInService("a", 0, false);
            assertTrue(ledger.shortage(cores(4), 1).isEmpty());
            assertTrue(ledger.claim(cores(4), null).isEmpty());
            ledger.coreInService("a", 0, true);
            assertTrue(ledger.claim(cores(4), null).isPresent());
        }

        @Test
        void aNodeMayTurnOutToHaveMoreCores() {
            Lease lease =
                    claim(ResourceRequest.of(1, RankRequirements.ofCores(1).withCoreShare(0.5)));
            ledger.coreInService("b", 130, true);
            assertTrue(ledger.shortage(cores(131), 1).isEmpty(), "those between may come too");
            assertEquals(List.of(0, 1, 130), cores(claim(cores(3).onNodes(List.of("b")))));
            ledger.coreInService("a", 70, true);
            assertEquals(List.of(1, 2, 3, 70), cores(claim(cores(4).onNodes(List.of("a")))));
            ledger.release(lease);
        }

        @Test
        void aGpuThatIsDownIsNotHandedOut() {
            ledger.gpuDown("a", 0);
            assertTrue(ledger.claim(ResourceRequest.of(1, RankRequirements.of(1, 1)), null)
                    .isEmpty());
            assertThrows(SlotException.class, () -> ledger.gpuDown("b", 0));
        }
    }

    @Test
    void whatCanNeverFitIsToldWithItsNumbers() {
        assertEquals("it wants 5 cores on one node, and there are 4", shortage(cores(5)));
        assertEquals(
                "it wants 2 GPUs on one node, and there are 1",
                shortage(ResourceRequest.of(1, RankRequirements.of(1, 2))));
        assertEquals("it wants 7 ranks, and there are 6", shortage(ResourceRequest.of(7, RankRequirements.ofCores(1))));
        assertEquals(
                "it wants 6 ranks, 3 on a node, and there are 3",
                shortage(ResourceRequest.of(6, RankRequirements.ofCores(1)).withRanksPerNode(3)));
        assertEquals(
                "it wants 3 ranks on the nodes that it names, and there are 2",
                shortage(ResourceRequest.of(3, RankRequirements.ofCores(1)).onNodes(List.of("b", "nowhere"))));
        assertEquals(
                "it wants 3 of license, and there are 2",
                shortage(ResourceRequest.ofConsumables(Map.of("license", 3L, "none", 0L))));
        assertEquals(Set.of("none"), ledger.unknown(ResourceRequest.ofConsumables(Map.of("license", 3L, "none", 0L))));
    }

    private String shortage(ResourceRequest request) {
        return ledger.shortage(request, request.ranks()).orElseThrow().why();
    }

    @Test
    void oneWhoIsAloneOnANodeKeepsOthersOutAndStaysOut() {
        Lease alone = claim(ResourceRequest.of(2, RankRequirements.ofCores(1).alone()));
        assertEquals(List.of("a"), alone.placement().nodes());
        assertEquals(List.of("b"), claim(cores(1)).placement().nodes());
        assertTrue(
                ledger.claim(ResourceRequest.of(1, RankRequirements.ofCores(1).alone()), null)
                        .isEmpty());
        ledger.release(alone);
        assertEquals(List.of("a"), claim(cores(4)).placement().nodes());
    }

    @Test
    void consumablesAndSlotsAreHadTogetherOrNotAtAll() {
        ResourceRequest both = cores(4).withConsumables(Map.of("license", 2L));
        Lease lease = claim(both);
        assertTrue(ledger.claim(ResourceRequest.ofConsumables(Map.of("license", 1L)), null)
                .isEmpty());
        assertTrue(ledger.claim(ResourceRequest.ofConsumables(Map.of("license", 0L)), null)
                .isPresent());
        assertTrue(ledger.claim(cores(1).withConsumables(Map.of("license", 1L)), null)
                .isEmpty());
        ledger.release(lease);
        assertEquals(Map.of("license", 2L), ledger.consumables());
        assertTrue(ledger.claim(cores(5).withConsumables(Map.of("license", 1L)), null)
                .isEmpty());
        assertEquals(Map.of("license", 2L), ledger.consumables());
    }
}
