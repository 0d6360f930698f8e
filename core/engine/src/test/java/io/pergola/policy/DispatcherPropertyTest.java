package io.pergola.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.JobBuilder;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random jobs in random allocations, in simulated time; a failure tells its seed. */
class DispatcherPropertyTest {

    private static final int SEEDS = 40;
    private static final int JOBS = 150;

    /** A random allocation and random jobs for it. */
    private static final class World {
        final Random random;
        final List<NodeResources> nodes = new ArrayList<>();
        final Simulation simulation;
        final Set<String> submitted = new HashSet<>();

        World(long seed, String policy) {
            random = new Random(seed);
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                NodeResources node = NodeResources.of(i, "n" + i, 1 + random.nextInt(6), random.nextInt(3));
                nodes.add(random.nextBoolean() ? node : node.withMib(50, 0));
            }
            simulation = new Simulation(
                    new Ledger(nodes, Map.of("g", 2L)), Policies.named(policy).orElseThrow());
        }

        /** Submits some jobs; {@code limits} tells whether all have time limits, none, or some. */
        void submit(int count, @Nullable Boolean limits, boolean plain) {
            for (int i = 0; i < count; i++) {
                String id = "j" + submitted.size();
                submitted.add(id);
                Duration takes = Duration.ofMillis(1 + random.nextInt(5000));
                boolean limited = limits == null ? random.nextBoolean() : limits;
                JobBuilder job = Job.of(id, request(), Instant.EPOCH)
                        .walltime(limited ? takes.multipliedBy(1 + random.nextInt(3)) : null);
                if (!plain) {
                    vary(job, id);
                }
                simulation.submit(takes, job.build());
            }
        }

        private void vary(JobBuilder job, String id) {
            job.priority(random.nextInt(3));
            if (random.nextInt(8) == 0) {
                job.concurrentLimit(1 + random.nextInt(4));
            }
            if (random.nextInt(6) == 0) {
                job.after(Set.of("j" + random.nextInt(Integer.parseInt(id.substring(1)) + 1)));
            }
        }

        private ResourceRequest request() {
            int gpus = random.nextInt(4) == 0 ? 1 : 0;
            RankRequirements rank = RankRequirements.of(1 + random.nextInt(2), gpus);
            if (random.nextInt(4) == 0) {
                rank = rank.withCoreShare(0.5);
            }
            if (random.nextInt(5) == 0) {
                rank = rank.withMib(1 + random.nextInt(30), 0);
            }
            ResourceRequest request =
                    ResourceRequest.of(random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 1 + random.nextInt(2), rank);
            return random.nextInt(5) == 0 ? request.withConsumables(Map.of("g", 1L + random.nextInt(3))) : request;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backfill", "fifo", "priority", "largest_first"})
    void everyJobThatCanStartsOnceAndAllIsGivenBack(String policy) {
        int started = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var world = new World(seed, policy);
            String name = policy + ", seed " + seed;
            List<NodeUse> untouched = world.simulation.ledger.use();
            while (world.submitted.size() < JOBS) {
                world.submit(1 + world.random.nextInt(8), null, false);
                for (int i = world.random.nextInt(6); i > 0; i--) {
                    world.simulation.step();
                }
            }
            world.simulation.run();
            Dispatcher end = world.simulation.dispatcher;
            assertEquals(0, end.queued(), name);
            assertEquals(0, end.waiting(), name);
            assertEquals(untouched, world.simulation.ledger.use(), name);
            Set<String> accounted = new HashSet<>(world.simulation.starts.keySet());
            end.held().forEach(held -> assertTrue(accounted.add(held.job().id()), name));
            assertEquals(world.submitted, accounted, name);
            started += world.simulation.starts.size();
        }
        assertTrue(started > SEEDS * JOBS / 3, "started " + started);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backfill", "fifo", "priority", "largest_first"})
    void theSameInputsGiveTheSameDecisions(String policy) {
        for (long seed = 0; seed < 10; seed++) {
            assertEquals(history(seed, policy), history(seed, policy), policy + ", seed " + seed);
        }
    }

    private static Map<String, Long> history(long seed, String policy) {
        var world = new World(seed, policy);
        world.submit(100, null, false);
        return world.simulation.run().starts;
    }

    @Test
    void theFirstThatCannotStartDoesSoAtItsReservationAtTheLatest() {
        int promises = 0;
        for (long seed = 0; seed < 4 * SEEDS; seed++) {
            var world = new World(seed, "backfill");
            Map<String, Long> promised = new HashMap<>();
            Dispatcher dispatcher = world.simulation.dispatcher;
            for (int i = 0; i < 200; i++) {
                if (world.submitted.size() < JOBS) {
                    world.submit(world.random.nextInt(3), true, true);
                }
                world.simulation.decide();
                dispatcher.queue().stream()
                        .limit(1)
                        .flatMap(first -> dispatcher.reservation(first.id()).stream())
                        .forEach(kept -> {
                            if (kept.from() != null) {
                                promised.merge(kept.job(), kept.from().toEpochMilli(), Math::min);
                            }
                        });
                world.simulation.step();
            }
            world.simulation.run();
            for (Map.Entry<String, Long> each : promised.entrySet()) {
                long started = world.simulation.startOf(each.getKey());
                assertTrue(started <= each.getValue(), "seed " + seed + ": " + each + " started at " + started);
            }
            promises += promised.size();
        }
        assertTrue(promises > 500, "promises: " + promises);
    }

    /** The whole node is kept for one that wants all of it; before that it may be overtaken so often, and so may those like it that wait before it. */
    @Test
    void withoutTimeLimitsOneThatWantsAllIsOvertakenOnlySoOften() {
        int wide = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var world =
                    new Simulation(new Ledger(List.of(NodeResources.of(0, "n", 8, 0)), Map.of()), Policies.backfill(5));
            Map<Integer, Integer> likeItBefore = new TreeMap<>();
            for (int i = 0; i < 400; i++) {
                int cores = random.nextInt(6) == 0 ? 8 : 1 + random.nextInt(7);
                if (cores == 8) {
                    int waiting = (int) likeItBefore.keySet().stream()
                            .filter(other -> !world.starts.containsKey("" + other))
                            .count();
                    likeItBefore.put(i, waiting);
                }
                world.submit(
                        Duration.ofMillis(1 + random.nextInt(3000)),
                        Job.of("" + i, ResourceRequest.ofCores(cores), Instant.EPOCH)
                                .build());
                if (random.nextInt(3) > 0) {
                    world.step();
                }
            }
            world.run();
            List<Integer> order =
                    world.starts.keySet().stream().map(Integer::parseInt).toList();
            for (Map.Entry<Integer, Integer> each : likeItBefore.entrySet()) {
                long later = order.stream()
                        .takeWhile(other -> !other.equals(each.getKey()))
                        .filter(other -> other > each.getKey())
                        .count();
                assertTrue(later <= 5L * (1 + each.getValue()), "seed " + seed + ": " + each + ", " + later);
            }
            wide += likeItBefore.size();
        }
        assertTrue(wide > 1000, "wide: " + wide);
    }
}
