package io.pergola.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.NumaDomain;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import io.pergola.spi.slots.SlotException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random claims on random nodes; a failure tells its seed. */
class LedgerPropertyTest {

    private static final int SEEDS = 60;
    private static final int STEPS = 250;

    /** Random nodes, and random things to ask of them. */
    private static final class World {
        final Random random;
        final String name;
        final List<NodeResources> nodes = new ArrayList<>();
        final Map<String, Long> consumables = Map.of("license", 3L, "gpu0", 1L);

        World(long seed, int nodeCount) {
            random = new Random(seed);
            name = "seed " + seed + ", " + nodeCount + " nodes";
            boolean uniform = random.nextBoolean();
            NodeResources first = node(0);
            for (int i = 0; i < nodeCount; i++) {
                NodeResources node = uniform ? first : node(i);
                nodes.add(new NodeResources(
                        2 * i + 1, "n" + i, node.cores(), node.gpus(), node.memoryMib(), node.diskMib(), node.numa()));
            }
        }

        private NodeResources node(int index) {
            int cores = 1 + random.nextInt(random.nextInt(5) == 0 ? 130 : 12);
            int gpus = random.nextInt(4);
            NodeResources node = NodeResources.of(index, "n" + index, cores, gpus);
            if (random.nextBoolean()) {
                node = node.withMib(random.nextInt(64), random.nextInt(64));
            }
            return random.nextBoolean() || cores < 2 ? node : node.withNuma(halves(node));
        }

        private static List<NumaDomain> halves(NodeResources node) {
            int cores = node.cores().size() / 2;
            int gpus = node.gpus().size() / 2;
            return List.of(
                    new NumaDomain(
                            0, node.cores().subList(0, cores), node.gpus().subList(0, gpus)),
                    new NumaDomain(
                            1,
                            node.cores().subList(cores, node.cores().size()),
                            node.gpus().subList(gpus, node.gpus().size())));
        }

        ResourceRequest request() {
            int perNode = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0;
            int ranks = perNode > 0 ? perNode * (1 + random.nextInt(3)) : 1 + random.nextInt(6);
            List<String> names = random.nextInt(6) == 0
                    ? List.of("n" + random.nextInt(nodes.size()), "n" + random.nextInt(nodes.size()))
                    : List.of();
            Map<String, Long> amounts = random.nextInt(4) == 0 ? Map.of("license", (long) random.nextInt(3)) : Map.of();
            return new ResourceRequest(ranks, rank(), perNode, names, amounts);
        }

        private RankRequirements rank() {
            int gpus = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            int cores = gpus > 0 && random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(4);
            return new RankRequirements(
                    cores,
                    random.nextInt(4) == 0 ? 1 + random.nextInt(Share.WHOLE) : Share.WHOLE,
                    gpus,
                    random.nextInt(3) == 0 ? Share.milli(1.0 / (1 + random.nextInt(5))) : Share.WHOLE,
                    random.nextInt(3) == 0 ? random.nextInt(20) : 0,
                    random.nextInt(5) == 0 ? random.nextInt(20) : 0,
                    random.nextInt(4) == 0,
                    random.nextInt(12) == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 33})
    void itFindsWhatAPlainSearchFindsAndGivesAllBackInTheEnd(int nodeCount) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed, nodeCount);
            var ledger = new Ledger(world.nodes, world.consumables);
            var plain = new PlainLedger(world.nodes, world.consumables);
            List<NodeUse> untouched = ledger.use();
            var held = new HashMap<Lease, List<Slot>>();
            for (int step = 0; step < STEPS; step++) {
                if (world.random.nextInt(5) < 3 || held.isEmpty()) {
                    claim(world, ledger, plain, held);
                } else {
                    Lease lease = List.copyOf(held.keySet()).get(world.random.nextInt(held.size()));
                    ledger.release(lease);
                    plain.release(held.remove(lease), lease.placement().consumables());
                }
                checkSums(world, ledger, held);
            }
            held.keySet().forEach(ledger::release);
            assertEquals(untouched, ledger.use(), world.name);
            assertEquals(world.consumables, Map.copyOf(ledger.consumables()), world.name);
        }
    }

    private static void claim(World world, Ledger ledger, PlainLedger plain, Map<Lease, List<Slot>> held) {
        ResourceRequest request = world.request();
        String what = world.name + ": " + request;
        List<NodeUse> before = ledger.use();
        Optional<Placement> planned = ledger.plan().take(request, request.ranks(), null);
        Optional<Lease> lease = ledger.claim(request, null);
        List<Slot> slots = plain.claim(request);
        assertEquals(slots, lease.map(found -> found.placement().slots()).orElse(null), what);
        assertEquals(lease.isPresent(), planned.isPresent(), what);
        if (lease.isPresent()) {
            held.put(lease.get(), slots);
        } else {
            assertEquals(before, ledger.use(), what);
        }
    }

    /** Nothing is free beside what is held, and nothing is held twice. */
    private static void checkSums(World world, Ledger ledger, Map<Lease, List<Slot>> held) {
        var taken = new HashMap<String, Long>();
        held.values()
                .forEach(slots -> slots.forEach(slot -> {
                    slot.cores()
                            .forEach(core ->
                                    taken.merge(slot.node() + " core " + core.index(), (long) core.milli(), Long::sum));
                    slot.gpus()
                            .forEach(gpu ->
                                    taken.merge(slot.node() + " gpu " + gpu.index(), (long) gpu.milli(), Long::sum));
                    taken.merge(slot.node() + " memory", slot.memoryMib(), Long::sum);
                }));
        for (NodeUse use : ledger.use()) {
            String node = use.node().name();
            use.freeCores()
                    .forEach(core -> taken.merge(node + " core " + core.index(), (long) core.milli(), Long::sum));
            use.freeGpus().forEach(gpu -> taken.merge(node + " gpu " + gpu.index(), (long) gpu.milli(), Long::sum));
            for (int core : use.node().cores()) {
                assertEquals(Share.WHOLE, taken.get(node + " core " + core), world.name);
            }
            for (int gpu : use.node().gpus()) {
                assertEquals(Share.WHOLE, taken.get(node + " gpu " + gpu), world.name);
            }
            boolean counted = use.node().memoryMib() != NodeResources.UNCOUNTED;
            long memory = taken.getOrDefault(node + " memory", 0L);
            assertTrue(!counted || memory + use.freeMemoryMib() == use.node().memoryMib(), world.name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void whatCanFitFitsIntoTheEmptyAllocationAndWhatCannotDoesNot(int nodeCount) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed, nodeCount);
            for (int i = 0; i < 60; i++) {
                var ledger = new Ledger(world.nodes, world.consumables);
                ledger.coreDown("n0", 0);
                ResourceRequest request = world.request();
                var shortage = ledger.shortage(request, request.ranks());
                assertEquals(
                        shortage.isEmpty(),
                        ledger.claim(request, null).isPresent(),
                        world.name + ": " + request + " " + shortage);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9})
    void aPlanFindsOnlyWhatTheLedgerThenGrantsAndLeavesAloneWhatIsKept(int nodeCount) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed, nodeCount);
            var ledger = new Ledger(world.nodes, world.consumables);
            for (int round = 0; round < 20; round++) {
                SlotPlan plan = ledger.plan();
                List<NodeUse> before = ledger.use();
                Optional<Placement> kept = ledger.plan().take(world.request(), 1, null);
                SlotMask mask = plan.keeping(kept.stream().toList());
                var found = new ArrayList<Placement>();
                for (int i = 0; i < 6; i++) {
                    plan.take(world.request(), 1, mask).ifPresent(found::add);
                }
                assertEquals(before, ledger.use(), world.name);
                found.forEach(placement -> ledger.claim(placement, "job"));
                kept.ifPresent(placement -> ledger.release(ledger.claim(placement, null)));
                if (world.random.nextInt(3) == 0) {
                    ledger.releaseAll("job");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9})
    void theEarliestMomentIsTheFirstEndAfterWhichItFits(int nodeCount) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed, nodeCount);
            var ledger = new Ledger(world.nodes, world.consumables);
            var leases = new ArrayList<Lease>();
            for (int i = 0; i < 30; i++) {
                ledger.claim(world.request(), null).ifPresent(leases::add);
            }
            ResourceRequest request = world.request();
            EarliestFit earliest = ledger.plan().earliest(request, request.ranks(), null);
            while (!leases.isEmpty() && !earliest.fits()) {
                assertTrue(ledger.plan().take(request, request.ranks(), null).isEmpty(), world.name + ": " + request);
                Lease ended = leases.removeFirst();
                earliest.ended(ended.placement());
                ledger.release(ended);
            }
            Optional<Placement> now = ledger.plan().take(request, request.ranks(), null);
            assertEquals(now.isPresent(), earliest.fits(), world.name + ": " + request);
            assertEquals(now, earliest.fits() ? earliest.placement() : Optional.empty(), world.name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aMadeUpPlacementIsHadWholeOrNotAtAll(int nodeCount) {
        int refused = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed, nodeCount);
            var ledger = new Ledger(world.nodes, world.consumables);
            for (int i = 0; i < 40; i++) {
                List<NodeUse> before = ledger.use();
                try {
                    ledger.claim(madeUp(world), null);
                } catch (SlotException e) {
                    assertEquals(before, ledger.use(), world.name + ": " + e.getMessage());
                    refused++;
                }
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    private static Placement madeUp(World world) {
        var slots = new ArrayList<Slot>();
        for (int rank = world.random.nextInt(3); rank >= 0; rank--) {
            NodeResources node = world.nodes.get(world.random.nextInt(world.nodes.size()));
            List<Integer> cores = List.of(world.random.nextInt(node.cores().size() + 1), world.random.nextInt(12));
            slots.add(Slot.of(node, cores, List.of()));
        }
        return new Placement(slots, Map.of("license", (long) world.random.nextInt(2)));
    }
}
