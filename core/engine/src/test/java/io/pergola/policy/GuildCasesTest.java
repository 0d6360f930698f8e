package io.pergola.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.policy.HeldJob.Cause;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.JobBuilder;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases in which other schedulers surprise: staged runs of a second each that require named quantities. */
class GuildCasesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Simulation with(String policy, Map<String, Long> consumables) {
        var ledger = new Ledger(List.of(NodeResources.of(0, "here", 8, 0)), consumables);
        return new Simulation(ledger, Policies.named(policy).orElseThrow());
    }

    private static Simulation twoGpus(String policy) {
        return with(policy, Map.of("gpu0", 1L, "gpu1", 1L));
    }

    private static JobBuilder job(String id, Map<String, Long> requires) {
        return Job.of(id, ResourceRequest.ofCores(1).withConsumables(requires), Instant.EPOCH);
    }

    private static Job on(String id, String... gpus) {
        return job(
                        id,
                        Map.of(
                                "gpu0",
                                Set.of(gpus).contains("0") ? 1L : 0L,
                                "gpu1",
                                Set.of(gpus).contains("1") ? 1L : 0L))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backfill", "fifo", "priority"})
    void whatIsBlockedOnOneResourceDoesNotBlockOneOnAnother(String policy) {
        Simulation world = twoGpus(policy);
        world.submit(SECOND, on("aaa", "0"), on("bbb", "0"), on("ccc", "0", "1"), on("ddd", "1"));
        assertEquals("aaa@0 ddd@0 bbb@1 ccc@2", world.run().times());
        world = twoGpus(policy);
        world.submit(SECOND, on("aaa", "0"), on("ddd", "1"), on("bbb", "0"), on("ccc", "0", "1"));
        assertEquals("aaa@0 ddd@0 bbb@1 ccc@2", world.run().times());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backfill", "fifo", "priority"})
    void theSameWithTimeLimits(String policy) {
        Simulation world = twoGpus(policy);
        for (Job job : List.of(on("aaa", "0"), on("bbb", "0"), on("ccc", "0", "1"), on("ddd", "1"))) {
            world.submit(
                    SECOND,
                    job(job.id(), job.request().consumables()).walltime(SECOND).build());
        }
        assertEquals("aaa@0 ddd@0 bbb@1 ccc@2", world.run().times());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backfill", "fifo", "priority", "largest_first"})
    void quantitiesAreAddedUp(String policy) {
        Simulation seven = with(policy, Map.of("foo", 7L));
        seven.submit(
                SECOND,
                job("a", Map.of("foo", 5L)).build(),
                job("b", Map.of("foo", 5L)).build());
        assertEquals("a@0 b@1", seven.run().times());
        Simulation twelve = with(policy, Map.of("foo", 12L));
        twelve.submit(
                SECOND,
                job("a", Map.of("foo", 5L)).build(),
                job("b", Map.of("foo", 5L)).build());
        assertEquals("a@0 b@0", twelve.run().times());
    }

    @Test
    void aSmallOneFillsWhatIsLeft() {
        Simulation world = with("backfill", Map.of("foo", 7L));
        world.submit(
                SECOND,
                job("a", Map.of("foo", 5L)).build(),
                job("b", Map.of("foo", 5L)).build(),
                job("c", Map.of("foo", 2L)).build());
        assertEquals("a@0 c@0 b@1", world.run().times());
    }

    @Test
    void whatCanNeverBeIsToldWithItsNumbersAndTheOthersGoOn() {
        Simulation world = with("backfill", Map.of("foo", 7L));
        world.submit(
                SECOND,
                job("nine", Map.of("foo", 9L)).build(),
                job("one", Map.of("foo", 1L)).build());
        assertEquals("one@0", world.run().times());
        assertEquals(List.of("nine: it wants 9 of foo, and there are 7"), world.held);
        assertEquals(
                Cause.UNSATISFIABLE, world.dispatcher.held().iterator().next().cause());
    }

    @Test
    void aNameThatIsNotThereKeepsItsRunStagedAndIsToldOnce() {
        Simulation world = with("backfill", Map.of("foo", 7L));
        world.submit(
                SECOND,
                job("lost", Map.of("qux", 0L, "bar", 1L)).build(),
                job("zero", Map.of("foo", 0L)).build());
        assertEquals("zero@0", world.run().times());
        assertEquals(List.of("lost: requires resources not defined for cluster: bar, qux"), world.held);
        assertEquals(
                Cause.UNKNOWN_CONSUMABLE,
                world.dispatcher.held().iterator().next().cause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backfill", "fifo", "priority", "largest_first"})
    void oneThatWantsBothStartsThoughOthersKeepComing(String policy) {
        for (Duration walltime : new Duration[] {null, SECOND}) {
            Simulation world = twoGpus(policy);
            world.submit(SECOND, on("first", "0"));
            world.submit(Duration.ofMillis(1500), on("other", "1"));
            world.decide();
            world.submit(
                    SECOND,
                    job("ccc", Map.of("gpu0", 1L, "gpu1", 1L))
                            .walltime(walltime)
                            .build());
            for (int i = 0; i < 200; i++) {
                world.submit(
                        SECOND,
                        job("g0-" + i, Map.of("gpu0", 1L)).walltime(walltime).build());
                world.submit(
                        Duration.ofMillis(1500),
                        job("g1-" + i, Map.of("gpu1", 1L)).walltime(walltime).build());
                world.step();
            }
            long started = world.starts.getOrDefault("ccc", Long.MAX_VALUE);
            assertTrue(started <= 20_000, policy + " with " + walltime + ": " + started);
        }
    }
}
