package io.pergola.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Elasticity;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.JobBuilder;
import io.pergola.spi.policy.Reservation;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackfillTest {

    private final Ledger ledger = new Ledger(
            IntStream.range(0, 4)
                    .mapToObj(i -> NodeResources.of(i, "n" + i, 2, 0))
                    .toList(),
            Map.of());
    private Simulation world = new Simulation(ledger, Policies.standard());

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private static JobBuilder job(String id, int cores, @Nullable Duration walltime) {
        return Job.of(id, ResourceRequest.of(cores, RankRequirements.ofCores(1)), Instant.EPOCH)
                .walltime(walltime);
    }

    private void submit(String id, int cores, int seconds) {
        world.submit(seconds(seconds), job(id, cores, seconds(seconds)).build());
    }

    private void submitWithoutLimit(String id, int cores, int seconds) {
        world.submit(seconds(seconds), job(id, cores, null).build());
    }

    @Test
    void aShortOneUsesWhatIsKeptForTheFirstAndALongOneDoesNot() {
        submit("running", 6, 10);
        submit("wide", 8, 5);
        submit("long", 1, 11);
        submit("short", 2, 10);
        submit("late", 1, 9);
        assertEquals("running@0 short@0 wide@10 long@15 late@15", world.run().times());
    }

    @Test
    void aLongOneStartsWhereNothingIsKept() {
        submit("running", 5, 10);
        submit("wide", 6, 5);
        submit("long", 2, 60);
        submit("longer", 1, 60);
        assertEquals("running@0 long@0 wide@10 longer@15", world.run().times());
    }

    @Test
    void theReservationIsToldAndHeldThoughJobsEndEarly() {
        world.submit(seconds(3), job("a", 4, seconds(20)).build());
        world.submit(seconds(30), job("b", 4, seconds(30)).build());
        submit("wide", 6, 5);
        submit("filler", 1, 25);
        world.step();
        world.decide();
        Reservation kept = world.dispatcher.reservation("wide").orElseThrow();
        assertEquals(Instant.EPOCH.plusSeconds(30), kept.from());
        assertEquals(6, kept.placement().slots().size());
        world.step();
        world.decide();
        assertEquals("a@0 b@0 filler@3", world.times());
        assertEquals(kept, world.dispatcher.reservation("wide").orElseThrow());
        assertEquals("a@0 b@0 filler@3 wide@30", world.run().times());
    }

    @Test
    void itStartsEarlierWhereverItFits() {
        world.submit(seconds(3), job("a", 8, seconds(100)).build());
        submit("wide", 6, 5);
        submit("x", 1, 1);
        assertEquals("a@0 wide@3 x@3", world.run().times());
    }

    @Test
    void aMoreUrgentOneTakesThePlaceAndTheReservationIsMadeAnew() {
        submit("running", 6, 10);
        submit("wide", 8, 5);
        submit("short", 1, 1);
        world.decide();
        world.submit(seconds(20), job("urgent", 2, seconds(20)).priority(1).build());
        submit("tiny", 1, 3);
        world.step();
        assertEquals("running@0 short@0", world.times(), "urgent lacks a core still");
        world.step();
        assertTrue(world.times().contains("urgent@1"), world.times());
        world.run();
        assertEquals(21, world.startOf("wide") / 1000);
    }

    @Test
    void withoutLimitsItIsOvertakenTwentyTimesAndThenKeepsItsPlace() {
        submitWithoutLimit("running", 7, 100);
        submitWithoutLimit("wide", 8, 1);
        for (int i = 0; i < 30; i++) {
            submitWithoutLimit("s" + i, 1, 1);
        }
        world.run();
        assertEquals(19, world.startOf("s19") / 1000);
        assertEquals(100, world.startOf("wide") / 1000);
        assertEquals(101, world.startOf("s20") / 1000);
    }

    @Test
    void whatOneKeepsThatNobodyKnowsTheTimeOfLeavesTheRestToOthers() {
        world = new Simulation(ledger, Policies.backfill(0));
        submitWithoutLimit("running", 5, 100);
        submitWithoutLimit("wide", 6, 1);
        submitWithoutLimit("two", 2, 10);
        submitWithoutLimit("three", 1, 1);
        world.run();
        assertEquals("running@0 two@0 three@10 wide@100", world.times());
    }

    @Test
    void secondsInTheQueueDoNotWaitForTheirPlaceToBeFirst() {
        submitWithoutLimit("forever", 4, 1000);
        submitWithoutLimit("first", 8, 1);
        submitWithoutLimit("second", 6, 1);
        for (int i = 0; i < 60; i++) {
            submitWithoutLimit("s" + i, 1, 1 + i % 3);
        }
        world.run();
        assertTrue(world.startOf("s50") > world.startOf("first"), world.times());
    }

    @Test
    void aMoldableOneStartsWithWhatThereIsFromItsLeastOn() {
        submit("running", 6, 10);
        world.submit(
                seconds(5),
                job("bends", 8, seconds(5)).elastic(Elasticity.MOLDABLE, 2).build());
        world.submit(
                seconds(5),
                job("stiff", 8, seconds(5)).elastic(Elasticity.MOLDABLE, 3).build());
        assertEquals("running@0 bends@0 stiff@10", world.run().times());
        assertEquals(Map.of("running", 6, "bends", 2, "stiff", 8), world.ranks);
    }

    @Test
    void theLargestComeFirstAndNobodyIsForgotten() {
        world = new Simulation(ledger, Policies.named("largest_first").orElseThrow());
        submitWithoutLimit("small", 2, 1);
        for (int i = 0; i < 60; i++) {
            submitWithoutLimit("large" + i, 8, 1);
        }
        world.run();
        assertEquals("large0", world.starts.keySet().iterator().next());
        assertEquals(20, world.startOf("small") / 1000);
    }
}
