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
import io.pergola.spi.slots.SlotAllocator;
import io.pergola.spi.slots.SlotException;
import io.pergola.spi.slots.UnsatisfiableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedSlotsTest {

    private final Ledger ledger = new Ledger(
            IntStream.range(0, 4)
                    .mapToObj(i -> NodeResources.of(i, "n" + i, 4, 2).withMib(100, 0))
                    .toList(),
            Map.of("license", 1L));
    private final SlotAllocator slots = SharedSlots.of(ledger);

    private static ResourceRequest ranks(int count, int cores) {
        return ResourceRequest.of(count, RankRequirements.ofCores(cores));
    }

    private static List<String> where(Placement placement) {
        return placement.slots().stream()
                .map(slot -> slot.node()
                        + slot.cores().stream().map(Share::index).toList()
                        + slot.gpus().stream().map(Share::index).toList())
                .toList();
    }

    @Test
    void whatIsFoundIsNotTakenAndTheSameIsFoundAgain() {
        slots.claim(ranks(5, 1));
        Placement found = slots.find(ranks(2, 2)).orElseThrow();
        assertEquals(List.of("n1[1, 2][]", "n2[0, 1][]"), where(found));
        assertEquals(found, slots.find(ranks(2, 2)).orElseThrow());
        assertEquals(found, slots.claim(ranks(2, 2)).orElseThrow().placement());
        assertTrue(slots.find(ranks(16, 1)).isEmpty());
    }

    @Test
    void whatCanNeverFitAndWhatIsNotThereAreToldApart() {
        assertEquals(
                "it wants 5 cores on one node, and there are 4",
                assertThrows(UnsatisfiableException.class, () -> slots.claim(ranks(1, 5)))
                        .getMessage());
        assertEquals(
                "there are no consumables a, b",
                assertThrows(
                                SlotException.class,
                                () -> slots.claim(ResourceRequest.ofConsumables(Map.of("a", 0L, "b", 2L))))
                        .getMessage());
        assertThrows(SlotException.class, () -> slots.claim(ranks(1, 1).onNodes(List.of("n9"))));
    }

    @Test
    void aPartHasItsOwnNodesAndTheSameAccount() {
        SlotAllocator part = slots.partition(List.of("n3", "n1"));
        assertEquals(
                List.of("n1", "n3"),
                part.nodes().stream().map(use -> use.node().name()).toList());
        Lease lease = part.claim(ranks(2, 3)).orElseThrow();
        assertEquals(List.of("n1[0, 1, 2][]", "n3[0, 1, 2][]"), where(lease.placement()));
        assertTrue(slots.find(ranks(3, 4)).isEmpty(), "two of four nodes are left");
        assertThrows(UnsatisfiableException.class, () -> part.claim(ranks(3, 4)));
        assertThrows(SlotException.class, () -> part.claim(ranks(1, 1).onNodes(List.of("n0"))));
        slots.release(lease);
        assertTrue(part.claim(ranks(2, 4)).isPresent());
    }

    @Test
    void aNodeCutIntoPartsIsFilledPartByPart() {
        SlotAllocator halves = slots.partition(List.of("n0")).split(2);
        Lease whole =
                halves.claim(ResourceRequest.of(1, RankRequirements.of(2, 1))).orElseThrow();
        Lease one = halves.claim(ranks(1, 1)).orElseThrow();
        Lease other =
                halves.claim(ResourceRequest.of(1, RankRequirements.of(1, 1))).orElseThrow();
        assertEquals(List.of("n0[0, 1][0]"), where(whole.placement()));
        assertEquals(List.of("n0[2][]"), where(one.placement()));
        assertEquals(List.of("n0[3][1]"), where(other.placement()));
        assertThrows(UnsatisfiableException.class, () -> halves.claim(ranks(1, 3)), "a half has two cores");
        halves.release(whole);
        assertEquals(
                List.of("n0[0, 1][]"),
                where(slots.claim(ranks(1, 2)).orElseThrow().placement()));
        assertThrows(IllegalArgumentException.class, () -> slots.split(0));
    }

    @Test
    void whatCannotBeDealtEvenlyBelongsToNobody() {
        SlotAllocator thirds = slots.partition(List.of("n0")).split(3);
        assertThrows(UnsatisfiableException.class, () -> thirds.claim(ranks(1, 2)));
        assertEquals(
                List.of("n0[0][]", "n0[1][]", "n0[2][]"),
                where(thirds.claim(ranks(3, 1)).orElseThrow().placement()));
        assertTrue(thirds.claim(ranks(1, 1)).isEmpty());
    }

    @Test
    void memoryOfAPartIsThatOfItsNode() {
        SlotAllocator halves = slots.split(2);
        ResourceRequest most = ResourceRequest.of(1, RankRequirements.ofCores(1).withMib(60, 0));
        assertEquals(List.of("n0[0][]"), where(halves.claim(most).orElseThrow().placement()));
        assertEquals(List.of("n1[0][]"), where(halves.claim(most).orElseThrow().placement()));
    }

    @Test
    void handMadeSlotsAndSearchesDoNotMeet() {
        NodeResources node = slots.nodes().getFirst().node();
        Lease lease = slots.claim(Placement.of(List.of(Slot.of(node, List.of(1), List.of()))));
        assertEquals(
                List.of("n0[0, 2][]"),
                where(slots.claim(ranks(1, 2)).orElseThrow().placement()));
        slots.release(lease);
        assertThrows(SlotException.class, () -> slots.release(lease));
    }

    @Test
    void ofTwoThreadsThatWantMoreThanHalfOneAlwaysGetsIt() throws Exception {
        var barrier = new CyclicBarrier(2);
        Callable<Integer> each = () -> {
            int granted = 0;
            for (int i = 0; i < 500; i++) {
                barrier.await();
                var lease = slots.claim(ranks(9, 1));
                barrier.await();
                lease.ifPresent(slots::release);
                granted += lease.isPresent() ? 1 : 0;
            }
            return granted;
        };
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> one = threads.submit(each);
            Future<Integer> other = threads.submit(each);
            assertEquals(500, one.get() + other.get());
        }
        assertEquals(new Ledger(List.of(), Map.of("license", 1L)).consumables(), slots.consumables());
    }
}
