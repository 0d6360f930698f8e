package io.pergola.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.PluginException;
import io.pergola.policy.HeldJob.Cause;
import io.pergola.policy.Policies;
import io.pergola.slots.Ledger;
import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The kernel over a whole allocation, and over a host of which it has more than cores. */
class KernelPlacementTest {

    private Instant now = Instant.EPOCH;

    private final Kernel kernel = new Kernel(
            new Ledger(
                    List.of(NodeResources.of(0, "n1", 4, 1), NodeResources.of(1, "n2", 4, 1)), Map.of("licence", 2L)),
            Policies.standard());

    private List<Action> submit(Task... tasks) {
        return kernel.handle(new Event.Submitted(List.of(tasks)), now);
    }

    private List<Action> exit(Kernel told, String id, int code) {
        return told.handle(new Event.Exited(id, code, 0), now);
    }

    private static List<String> starts(List<Action> actions) {
        return actions.stream()
                .filter(Action.Start.class::isInstance)
                .map(Action.Start.class::cast)
                .map(start -> start.task().id() + "@"
                        + String.join("+", start.placement().nodes()))
                .toList();
    }

    private static ResourceRequest ranks(int count, int cores, int gpus) {
        return ResourceRequest.of(count, RankRequirements.of(cores, gpus));
    }

    private static ResourceRequest licences(long count) {
        return ranks(1, 1, 0).withConsumables(Map.of("licence", count));
    }

    private static Task after(String id, String... others) {
        return new Task(id, ranks(1, 1, 0), 0, Integer.MAX_VALUE, null, null, Duration.ZERO, false, Set.of(others));
    }

    @Test
    void nothingIsAskedForOrGivenBackAndTasksFillTheNodes() {
        List<Action> actions =
                submit(Task.of("wide", ranks(2, 3, 0)), Task.of("gpu", ranks(1, 1, 1)), Task.of("big", ranks(1, 4, 0)));
        assertEquals(List.of("wide@n1+n2", "gpu@n1"), starts(actions));
        assertEquals(2, actions.size(), actions.toString());
        assertEquals(List.of(), starts(exit(kernel, "gpu", 0)));
        assertEquals(List.of("big@n1"), starts(exit(kernel, "wide", 0)));
        assertEquals(
                List.of(new Action.Finished("big", new Ending.Exited(0, 0)), new Action.AllDone()),
                exit(kernel, "big", 0));
    }

    @Test
    void whatCanNeverFitIsRefusedWithTheNumbers() {
        assertEquals(
                List.of(
                        new Action.Finished(
                                "cores", new Ending.Refused("it wants 5 cores on one node, and there are 4")),
                        new Action.Finished("licence", new Ending.Refused("it wants 3 of licence, and there are 2")),
                        new Action.AllDone()),
                submit(Task.of("cores", ranks(1, 5, 0)), Task.of("licence", licences(3))));
    }

    @Test
    void oneBlockedOnAQuantityDoesNotBlockTheNext() {
        assertEquals(
                List.of("a@n1", "c@n1"),
                starts(submit(Task.of("a", licences(2)), Task.of("b", licences(1)), Task.of("c", ranks(1, 1, 0)))));
        assertEquals(List.of("b@n1"), starts(exit(kernel, "a", 0)));
    }

    @Test
    void anUnknownQuantityHoldsATaskUntilItIsCancelledAndTheOthersGoOn() {
        Task odd = Task.of("odd", ranks(1, 1, 0).withConsumables(Map.of("fpga", 1L)));
        List<Action> actions = submit(odd, after("next", "odd"), Task.of("b", ranks(1, 1, 0)));
        assertEquals(
                List.of(
                        new Action.Held(
                                "odd", Cause.UNKNOWN_CONSUMABLE, "requires resources not defined for cluster: fpga"),
                        new Action.Held("next", Cause.DEPENDENCY, "it depends on odd, which is held")),
                actions.subList(0, 2));
        assertEquals(List.of("b@n1"), starts(actions));
        assertTrue(exit(kernel, "b", 0).contains(new Action.AllDone()), "held ones are not waited for");
        assertEquals(
                List.of(
                        new Action.Finished("odd", new Ending.Cancelled("enough", false)),
                        new Action.Finished("next", new Ending.Cancelled("enough", false))),
                kernel.handle(new Event.CancelRequested(null, "enough"), now));
    }

    @Test
    void aTaskStartsOnceThoseThatItDependsOnHaveEndedWell() {
        assertEquals(List.of("a@n1"), starts(submit(after("c", "b"), after("b", "a"), after("a"))));
        assertEquals(List.of("b@n1"), starts(exit(kernel, "a", 0)));
        assertEquals(
                List.of(
                        new Action.Finished("b", new Ending.Exited(1, 0)),
                        new Action.Held("c", Cause.DEPENDENCY, "it depends on b, which did not end well"),
                        new Action.AllDone()),
                exit(kernel, "b", 1));
    }

    @Test
    void whoeverJudgesATaskSaysWhetherItEndedWell() {
        Task judged = new Task("a", ranks(1, 1, 0), 0, Integer.MAX_VALUE, null, null, Duration.ZERO, true, Set.of());
        submit(judged, after("b", "a"));
        assertEquals(List.of(new Action.Judge("a", new Ending.Exited(3, 0))), exit(kernel, "a", 3));
        assertEquals(List.of("b@n1"), starts(kernel.handle(new Event.Settled("a", true), now)));
    }

    @Nested
    class Host {

        private final Kernel host =
                new Kernel(NodeResources.of(0, "me", 4, 1), Map.of("licence", 1L), Policies.standard());

        @Test
        void coresAreNotKeptForOneThatLacksSomethingElse() {
            host.handle(new Event.Submitted(List.of(Task.of("a", licences(1)), Task.of("b", licences(1)))), now);
            List<Action> actions = host.handle(new Event.CoresOffered(List.of(0, 1)), now);
            assertEquals(List.of("a@me"), starts(actions));
            assertTrue(actions.contains(new Action.ReturnCore(1)), "b has to wait for the licence: " + actions);
        }

        @Test
        void halvesOfACoreNeedOneCore() {
            Task halves = Task.of(
                    "halves", ResourceRequest.of(4, RankRequirements.ofCores(1).withCoreShare(0.5)));
            assertEquals(List.of(new Action.AskCores(2)), host.handle(new Event.Submitted(List.of(halves)), now));
            assertEquals(List.of("halves@me"), starts(host.handle(new Event.CoresOffered(List.of(2, 3)), now)));
            assertEquals(0, host.view().idleCores());
        }
    }

    @Nested
    class OtherPolicies {

        private Kernel ruledBy(Function<SchedulingSnapshot, List<Decision>> rule) {
            SchedulingPolicy policy = new SchedulingPolicy() {
                @Override
                public String name() {
                    return "odd";
                }

                @Override
                public String description() {
                    return "for this test";
                }

                @Override
                public PolicyCapabilities capabilities() {
                    return PolicyCapabilities.EVENTS;
                }

                @Override
                public List<Decision> schedule(SchedulingSnapshot snapshot) {
                    return rule.apply(snapshot);
                }
            };
            return new Kernel(new Ledger(List.of(NodeResources.of(0, "n1", 4, 0)), Map.of()), policy);
        }

        @Test
        void oneThatFailsIsAskedAgainAfterASecondAndThenReplaced() {
            Kernel odd = ruledBy(_ -> {
                throw new PluginException("it broke", new IllegalStateException());
            });
            List<Action> actions = odd.handle(new Event.Submitted(List.of(Task.of("a", 1))), now);
            assertEquals(
                    List.of(
                            new Action.Note("The scheduling policy odd failed: it broke"),
                            new Action.WakeAt(now.plusSeconds(1))),
                    actions);
            now = now.plusSeconds(1);
            odd.handle(new Event.Tick(), now);
            now = now.plusSeconds(1);
            assertEquals(List.of("a@n1"), starts(odd.handle(new Event.Tick(), now)));
        }

        @Test
        void whatCannotBeIsNotedOnce() {
            Kernel odd = ruledBy(_ -> List.of(new Decision.StartOn("a", List.of("n9"))));
            List<Action> actions = odd.handle(new Event.Submitted(List.of(Task.of("a", 1))), now);
            assertTrue(actions.getFirst() instanceof Action.Note(String text) && text.contains("n9"), "" + actions);
            now = now.plusSeconds(1);
            assertEquals(List.of(new Action.WakeAt(now.plusSeconds(1))), odd.handle(new Event.Tick(), now));
        }

        @Test
        void oneThatEndsJobsIsObeyed() {
            Kernel odd = ruledBy(snapshot -> snapshot.running().isEmpty()
                    ? List.of(new Decision.StartOn("a", List.of("n1")), new Decision.Kill("b"))
                    : List.of(new Decision.Kill("a")));
            List<Action> actions = odd.handle(new Event.Submitted(List.of(Task.of("a", 1), Task.of("b", 1))), now);
            assertTrue(
                    actions.contains(
                            new Action.Finished("b", new Ending.Cancelled("the scheduling policy wanted it", false))),
                    actions.toString());
            assertEquals(List.of("a@n1"), starts(actions));
            odd.handle(new Event.Started("a"), now);
            assertTrue(odd.handle(new Event.Submitted(List.of(Task.of("c", 1))), now)
                    .contains(new Action.SignalGroup("a", Action.Stop.TERM)));
        }

        @Test
        void nobodyOffersCoresToAWholeAllocation() {
            assertThrows(IllegalStateException.class, () -> kernel.handle(new Event.CoresOffered(List.of(1)), now));
        }
    }
}
