package io.pergola.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.PluginException;
import io.pergola.policy.HeldJob.Cause;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.Elasticity;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.JobBuilder;
import io.pergola.spi.policy.Plan;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.Rejection;
import io.pergola.spi.policy.Trigger;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private final List<NodeResources> nodes = List.of(NodeResources.of(0, "a", 2, 0), NodeResources.of(1, "b", 2, 0));
    private final Ledger ledger = new Ledger(nodes, Map.of());
    private final Puppet puppet = new Puppet();
    private final Dispatcher dispatcher = new Dispatcher(ledger, puppet, 3);
    private Instant now = Instant.EPOCH;

    private static JobBuilder job(String id, int cores) {
        return Job.of(id, ResourceRequest.ofCores(cores), Instant.EPOCH);
    }

    private void submit(JobBuilder... jobs) {
        dispatcher.submit(Arrays.stream(jobs).map(JobBuilder::build).toList());
    }

    private Placement on(int node, Integer... cores) {
        return Placement.of(List.of(Slot.of(nodes.get(node), List.of(cores), List.of())));
    }

    private Round decide(Decision... decisions) {
        puppet.mind = snapshot -> List.of(decisions);
        dispatcher.tell(Trigger.of(Trigger.Type.RESOURCES_CHANGED));
        return dispatcher.schedule(now);
    }

    private String refusal(Decision decision) {
        List<Rejection> rejected = decide(decision).rejected();
        assertEquals(1, rejected.size());
        assertEquals(decision, rejected.getFirst().decision());
        return rejected.getFirst().reason();
    }

    private static List<String> ids(Round round) {
        return round.started().stream().map(run -> run.job().id()).toList();
    }

    private List<String> held() {
        return dispatcher.held().stream()
                .map(each -> each.job().id() + " " + each.why())
                .toList();
    }

    @Nested
    class Checks {

        @Test
        void eachBadDecisionIsToldWithItsReasonAndTheOthersAreCarriedOut() {
            submit(job("x", 2), job("y", 1), job("z", 1));
            Round round = decide(
                    new Decision.Start("x", on(0, 0, 1)),
                    new Decision.Start("y", on(0, 1)),
                    new Decision.Start("z", on(1, 0)));
            assertEquals(List.of("x", "z"), ids(round));
            assertEquals(
                    "of core 1 of node a 0 thousandths are free, not 1000",
                    round.rejected().getFirst().reason());
            decide();
            assertEquals(round.rejected(), puppet.seen.getLast().rejections());
        }

        @Test
        void aStartMustBeWhatTheJobAsksFor() {
            submit(job("x", 2), Job.of("even", even(), Instant.EPOCH));
            assertEquals("there is no job nobody in the queue", refusal(new Decision.Start("nobody", on(0, 0))));
            assertEquals("the slot on node a is not what the job asks for", refusal(new Decision.Start("x", on(0, 0))));
            assertEquals(
                    "it has 0 slots, and the job asks for 1",
                    refusal(new Decision.Start("x", Placement.of(List.of()))));
            Slot one = on(0, 0).slots().getFirst();
            Slot other = on(0, 1).slots().getFirst();
            assertEquals(
                    "the job asks for 1 ranks on each node",
                    refusal(new Decision.Start("even", Placement.of(List.of(one, other)))));
            decide(new Decision.Start("x", on(0, 0, 1)));
            assertEquals("job x runs already", refusal(new Decision.Start("x", on(1, 0, 1))));
        }

        private static ResourceRequest even() {
            return ResourceRequest.of(2, RankRequirements.ofCores(1)).withRanksPerNode(1);
        }

        @Test
        void aBareListOfNodesBecomesAPlacement() {
            submit(job("x", 1), job("y", 2));
            assertEquals("there is no node c", refusal(new Decision.StartOn("x", List.of("c"))));
            assertEquals("no nodes are named", refusal(new Decision.StartOn("x", List.of())));
            Round round = decide(new Decision.StartOn("x", List.of("b")));
            assertEquals(on(1, 0), round.started().getFirst().placement());
            assertEquals("there is too little room on b", refusal(new Decision.StartOn("y", List.of("b"))));
        }

        @Test
        void whatRunsIsNotResizedAndWhoCannotBeIsTold() {
            submit(
                    job("stiff", 1),
                    Job.of("soft", ResourceRequest.of(2, RankRequirements.ofCores(1)), now)
                            .elastic(Elasticity.MALLEABLE, 1));
            decide(new Decision.StartOn("stiff", List.of("a")), new Decision.StartOn("soft", List.of("b")));
            assertEquals(
                    "job stiff is RIGID: it keeps what it started with",
                    refusal(new Decision.Resize("stiff", List.of("a", "b"))));
            assertEquals(
                    "job soft has not said that it can be resized, and counts as MOLDABLE until it has",
                    refusal(new Decision.Resize("soft", List.of("a"))));
            assertEquals("no job none runs", refusal(new Decision.Resize("none", List.of("a"))));
        }

        @Test
        void theLimitsToJobsAtOnceHold() {
            submit(job("x", 1), job("alone", 1).concurrentLimit(1));
            Round round = decide(new Decision.Start("x", on(0, 0)), new Decision.Start("alone", on(1, 0)));
            assertEquals(List.of("x"), ids(round));
            assertTrue(round.rejected().getFirst().reason().contains("limit of 1 at once"));
        }
    }

    @Nested
    class OtherDecisions {

        @Test
        void killsComeFirstAndWhatRunsHoldsItsSlotsUntilItHasEnded() {
            submit(job("x", 2), job("y", 2), job("z", 1));
            decide(new Decision.Start("x", on(0, 0, 1)));
            Round round = decide(new Decision.Start("y", on(0, 0, 1)), new Decision.Kill("x"), new Decision.Kill("z"));
            assertEquals(List.of("x"), round.toEnd());
            assertEquals("z", round.removed().getFirst().id());
            assertEquals(1, round.rejected().size());
            dispatcher.ended("x", JobEnd.KILLED);
            assertEquals(List.of("y"), ids(decide(new Decision.Start("y", on(0, 0, 1)))));
            assertTrue(puppet.told.getLast().contains(Trigger.of(Trigger.Type.KILLED, "x")));
        }

        @Test
        void aHeldJobWaitsUntilItIsReleased() {
            submit(job("x", 1), job("after", 1).after(Set.of("x")));
            Round round = decide(new Decision.Hold("x", "not on Sundays"));
            assertEquals(2, round.held().size());
            assertEquals(List.of("x not on Sundays", "after it depends on x, which is held"), held());
            assertEquals(List.of(), dispatcher.release("x"));
            assertEquals(List.of(), held());
            assertEquals(1, dispatcher.queued());
            assertEquals(1, dispatcher.waiting());
        }

        @Test
        void argumentsAreToldWhenTheJobStarts() {
            submit(job("x", 1).arguments(Map.of("threads", "1", "mode", "a")));
            decide(new Decision.SetArgument("x", "threads", "4"));
            Round round = decide(new Decision.Start("x", on(0, 0)));
            assertEquals(
                    Map.of("threads", "4", "mode", "a"),
                    round.started().getFirst().job().arguments());
            assertEquals("job x runs already", refusal(new Decision.SetArgument("x", "threads", "2")));
        }
    }

    @Nested
    class Asking {

        @Test
        void whatHappensTooSoonIsToldLaterAndAllAtOnce() {
            puppet.wishes = new PolicyCapabilities(
                    EnumSet.of(Trigger.Type.SUBMIT), Duration.ofSeconds(10), Duration.ofSeconds(60));
            submit(job("x", 1));
            dispatcher.schedule(now);
            submit(job("y", 1));
            now = now.plusSeconds(3);
            assertEquals(
                    Optional.of(Instant.EPOCH.plusSeconds(10)),
                    dispatcher.schedule(now).again());
            submit(job("z", 1));
            dispatcher.tell(Trigger.of(Trigger.Type.RECONFIGURATION, "x"));
            dispatcher.tell(Trigger.of(Trigger.Type.SCHEDULING_POINT, "x"));
            now = now.plusSeconds(7);
            assertEquals(
                    Optional.of(now.plusSeconds(60)), dispatcher.schedule(now).again());
            assertEquals(
                    List.of(
                            Trigger.of(Trigger.Type.SUBMIT, "y"),
                            Trigger.of(Trigger.Type.SUBMIT, "z"),
                            Trigger.of(Trigger.Type.SCHEDULING_POINT, "x")),
                    puppet.told.getLast());
            assertEquals(
                    Optional.of(now.plusSeconds(60)),
                    dispatcher.schedule(now.plusSeconds(1)).again());
            dispatcher.schedule(now.plusSeconds(60));
            assertEquals(List.of(Trigger.of(Trigger.Type.PERIODIC)), puppet.told.getLast());
        }

        @Test
        void oneThatFailsThreeTimesInARowIsReplacedAndNothingIsLost() {
            submit(job("x", 1));
            puppet.mind = snapshot -> {
                throw new PluginException("it is tired", null);
            };
            Round first = dispatcher.schedule(now);
            assertEquals(Optional.of("The scheduling policy puppet failed: it is tired"), first.failure());
            assertEquals(Optional.of(now.plusSeconds(1)), first.again());
            dispatcher.schedule(now);
            assertEquals("puppet", dispatcher.policy().name());
            Round third = dispatcher.schedule(now);
            assertTrue(third.failure().orElseThrow().endsWith("from now on the policy is backfill."));
            assertEquals(Optional.of(now), third.again());
            assertEquals(List.of("x"), ids(dispatcher.schedule(now)));
        }

        @Test
        void aFailureNowAndThenIsForgiven() {
            for (int i = 0; i < 12; i++) {
                submit(job("j" + i, 1));
                boolean fails = i % 3 != 2;
                puppet.mind = snapshot -> {
                    if (fails) {
                        throw new PluginException("not now", null);
                    }
                    return List.of();
                };
                dispatcher.schedule(now);
            }
            assertEquals("puppet", dispatcher.policy().name());
        }

        @Test
        void aSnapshotIsVoidAfterwards() {
            submit(job("x", 1));
            var plans = new ArrayList<Plan>();
            puppet.mind = snapshot -> {
                plans.add(snapshot.plan());
                return List.of();
            };
            dispatcher.schedule(now);
            assertThrows(
                    IllegalStateException.class, () -> puppet.seen.getFirst().lanes());
            assertThrows(IllegalStateException.class, () -> plans.getFirst()
                    .start(job("x", 1).build()));
        }
    }

    @Nested
    class Waiting {

        @Test
        void jobsWaitForThoseThatTheyDependOn() {
            submit(job("last", 1).after(Set.of("one", "two")), job("one", 1), job("two", 1));
            assertEquals(2, dispatcher.queued());
            decide(new Decision.Start("one", on(0, 0)), new Decision.Start("two", on(0, 1)));
            dispatcher.ended("one", JobEnd.WELL);
            assertEquals(0, dispatcher.queued());
            dispatcher.ended("two", JobEnd.WELL);
            assertEquals(1, dispatcher.queued());
            submit(job("later", 1).after(Set.of("one")));
            assertEquals(2, dispatcher.queued());
        }

        @Test
        void thoseThatWaitForAFailureAreHeldAndSoAreThoseBehindThem() {
            submit(
                    job("one", 1),
                    job("two", 1).after(Set.of("one")),
                    job("three", 1).after(Set.of("two")));
            decide(new Decision.Start("one", on(0, 0)));
            dispatcher.ended("one", JobEnd.BADLY);
            assertEquals(
                    List.of("two it depends on one, which did not end well", "three it depends on two, which is held"),
                    held());
            submit(job("four", 1).after(Set.of("one")), job("five", 1).after(Set.of("nobody")));
            assertEquals("five it depends on nobody, which nobody has submitted", held().getLast());
        }

        @Test
        void thoseThatWaitForThemselvesAreHeld() {
            submit(
                    job("free", 1),
                    job("a", 1).after(Set.of("c")),
                    job("b", 1).after(Set.of("a")),
                    job("c", 1).after(Set.of("b", "free")),
                    job("behind", 1).after(Set.of("c")));
            assertEquals(1, dispatcher.queued());
            assertEquals(4, held().size());
            assertEquals(0, dispatcher.waiting());
        }

        @Test
        void whoIsTakenBackLeavesThoseHeldThatWaitForHim() {
            submit(job("one", 1), job("two", 1).after(Set.of("one")));
            assertEquals("one", dispatcher.withdraw("one").orElseThrow().id());
            assertEquals(List.of("two it depends on one, which did not end well"), held());
            assertTrue(dispatcher.withdraw("two").isPresent());
            assertTrue(dispatcher.withdraw("two").isEmpty());
            assertFalse(dispatcher.contains("two"));
        }

        @Test
        void aPausedJobComesBackToItsPlace() {
            submit(job("first", 2), job("second", 2), job("third", 2));
            decide(new Decision.Start("first", on(0, 0, 1)));
            dispatcher.pause("first");
            assertEquals(List.of("second", "third"), queue());
            assertTrue(dispatcher.contains("first"));
            dispatcher.resume("first");
            assertEquals(List.of("first", "second", "third"), queue());
            assertThrows(IllegalStateException.class, () -> dispatcher.resume("first"));
            assertEquals(List.of("first"), ids(decide(new Decision.Start("first", on(0, 0, 1)))));
        }

        private List<String> queue() {
            return dispatcher.queue().stream().map(Job::id).toList();
        }

        @Test
        void twoOfOneNameAreRefusedAndNothingComesOfThem() {
            submit(job("x", 1));
            assertThrows(IllegalArgumentException.class, () -> submit(job("y", 1), job("x", 1)));
            assertThrows(IllegalArgumentException.class, () -> submit(job("y", 1), job("y", 1)));
            assertEquals(1, dispatcher.queued());
        }
    }

    @Test
    void jobsThatCannotFitAnyMoreAreHeldUntilTheyCanAgain() {
        submit(job("two", 2), job("one", 1), job("behind", 1).after(Set.of("two")));
        ledger.coreDown("a", 0);
        assertEquals(List.of(), dispatcher.resourcesChanged());
        ledger.nodeUp("b", false);
        List<HeldJob> fresh = dispatcher.resourcesChanged();
        assertEquals(
                List.of(Cause.UNSATISFIABLE, Cause.DEPENDENCY),
                fresh.stream().map(HeldJob::cause).toList());
        assertEquals(
                "it wants 2 cores on one node, and there are 1",
                fresh.getFirst().why());
        assertEquals(1, dispatcher.queued());
        ledger.nodeUp("b", true);
        assertEquals(List.of(), dispatcher.resourcesChanged());
        assertEquals(
                List.of("two", "one"), dispatcher.queue().stream().map(Job::id).toList());
        assertEquals(1, dispatcher.waiting());
    }
}
