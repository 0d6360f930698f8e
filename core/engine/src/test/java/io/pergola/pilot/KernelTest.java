package io.pergola.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.pilot.Action.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KernelTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Kernel kernel = new Kernel(4);
    private Instant now = START;

    private List<Action> tell(Event event) {
        return kernel.handle(event, now);
    }

    private List<Action> submit(Task... tasks) {
        return tell(new Event.Submitted(List.of(tasks)));
    }

    private List<Action> offerAll() {
        return tell(new Event.CoresOffered(List.of(0, 1, 2, 3)));
    }

    private List<Action> exit(String id) {
        return tell(new Event.Exited(id, 0, 0));
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private static List<String> starts(List<Action> actions) {
        var starts = actions.stream().filter(Action.Start.class::isInstance).map(Action.Start.class::cast);
        return starts.map(start -> start.task().id()).toList();
    }

    private static Task task(String id, int cores, int priority, int concurrent) {
        return Tasks.rank(id, cores, priority, concurrent);
    }

    private static Task limited(@Nullable Duration silence, @Nullable Duration total, int grace) {
        return Tasks.rank("t", 1, 0, Integer.MAX_VALUE, silence, total, Duration.ofSeconds(grace), false);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    @Nested
    class Order {

        @Test
        void higherPrioritiesStartFirstAndEqualOnesInTheOrderOfTheirSubmission() {
            submit(task("low", 1, -1, 9), task("a", 4, 0, 9), task("b", 4, 0, 9), task("high", 4, 7, 9));
            assertEquals(List.of("high"), starts(offerAll()));
            tell(new Event.Started("high"));
            assertEquals(List.of("a"), starts(exit("high")));
            assertEquals(List.of("b"), starts(exit("a")));
            assertEquals(List.of("low"), starts(exit("b")));
        }

        @Test
        void aTaskGetsTheLowestIdleCoresAndTheNextOneTheOthers() {
            submit(Task.of("a", 3), Task.of("b", 1));
            assertEquals(List.of(Tasks.start(Task.of("a", 3), 0, 1, 2), Tasks.start(Task.of("b", 1), 3)), offerAll());
        }

        @Test
        void aSmallerTaskPassesOneThatDoesNotFit() {
            submit(Task.of("narrow", 1), Task.of("wide", 4), Task.of("small", 2));
            assertEquals(List.of("narrow", "small"), starts(offerAll()));
        }

        @Test
        void aTaskThatDoesNotFitIsOvertakenOnlySoOftenAndThenClosesTheGate() {
            submit(Task.of("first", 2), Task.of("wide", 4));
            offerAll();
            var overtaking = new ArrayList<String>();
            for (int i = 0; i < 40; i++) {
                overtaking.addAll(starts(submit(Task.of("n" + i, 1))));
                if (overtaking.contains("n" + i)) {
                    exit("n" + i);
                }
            }
            assertEquals(IntStream.range(0, 20).mapToObj(i -> "n" + i).toList(), overtaking);
            assertEquals(Optional.of("wide"), kernel.view().gate());
            assertEquals(List.of("wide"), starts(exit("first")));
            assertEquals(List.of("n20", "n21", "n22", "n23"), starts(exit("wide")));
        }

        @Test
        void aMoreUrgentTaskPassesTheClosedGate() {
            kernel = new Kernel(4, 0);
            submit(Task.of("first", 2), Task.of("wide", 4), Task.of("late", 1));
            assertEquals(List.of("first"), starts(offerAll()));
            assertEquals(List.of("urgent"), starts(submit(task("urgent", 1, 5, 9))));
        }
    }

    @Nested
    class ConcurrentLimits {

        @Test
        void aTaskRunsOnlyBesideAsManyAsItAndTheOthersAllow() {
            submit(task("two", 1, 0, 2), Task.of("any1", 1), Task.of("any2", 1), task("one", 1, 0, 1));
            assertEquals(List.of("two", "any1"), starts(offerAll()));
            assertEquals(List.of("any2"), starts(exit("any1")));
            assertEquals(List.of(), starts(exit("two")));
            assertEquals(List.of("one"), starts(exit("any2")));
        }

        @Test
        void aTaskThatMustBeAloneIsNotOvertakenForEver() {
            submit(Task.of("long", 1), task("alone", 1, 0, 1));
            tell(new Event.CoresOffered(List.of(0)));
            int overtakings = 0;
            for (int i = 0; i < 30; i++) {
                if (submit(Task.of("n" + i, 1)).contains(new Action.AskCores(1))) {
                    overtakings +=
                            starts(tell(new Event.CoresOffered(List.of(1)))).size();
                    exit("n" + i);
                }
            }
            assertEquals(20, overtakings);
            assertEquals(List.of("alone"), starts(exit("long")));
        }

        @Test
        void coresThatNobodyMayUseNowAreNotAskedForAndGoBack() {
            List<Action> actions = submit(task("a", 1, 0, 1), task("b", 1, 0, 1));
            assertEquals(List.of(new Action.AskCores(1)), actions);
            assertEquals(
                    List.of(
                            Tasks.start(task("a", 1, 0, 1), 0),
                            new Action.ReturnCore(3),
                            new Action.ReturnCore(2),
                            new Action.ReturnCore(1)),
                    offerAll());
        }
    }

    @Nested
    class Cores {

        @Test
        void whatCanNeverFitIsRefusedWithTheNumbersAndTheOthersGoOn() {
            var actions = submit(Task.of("huge", 5), Task.of("a", 1));
            assertEquals(
                    new Action.Finished("huge", new Ending.Refused("it wants 5 cores, and there are 4")),
                    actions.get(0));
            assertEquals(List.of("a"), starts(offerAll()));
        }

        @Test
        void itAsksForWhatTheNextTaskLacksAndNoMore() {
            assertEquals(List.of(new Action.AskCores(3)), submit(Task.of("a", 3), Task.of("b", 4)));
            assertEquals(
                    List.of(Tasks.start(Task.of("a", 3), 4, 5, 6), new Action.AskCores(1)),
                    tell(new Event.CoresOffered(List.of(6, 5, 4))));
        }

        @Test
        void aFreedCoreIsUsedAgainWithoutAsking() {
            submit(Task.of("a", 1), Task.of("b", 1));
            tell(new Event.CoresOffered(List.of(2)));
            assertEquals(
                    List.of(
                            new Action.Finished("a", new Ending.Exited(0, 0)),
                            Tasks.start(Task.of("b", 1), 2),
                            new Action.AskCores(0)),
                    exit("a"));
        }

        @Test
        void idleCoresWaitForOwnTasksButNotForOthers() {
            submit(Task.of("a", 2), Task.of("wide", 4));
            assertEquals(List.of("a"), starts(offerAll()));
            assertEquals(2, kernel.view().idleCores(), "the end of a makes them enough");
            exit("a");
            exit("wide");
            submit(Task.of("b", 1), Task.of("c", 1), Task.of("wide2", 3));
            assertEquals(List.of("b", "c"), starts(tell(new Event.CoresOffered(List.of(0, 1)))));
            var actions = exit("b");
            assertTrue(actions.contains(new Action.ReturnCore(0)), "two held cores never make three: " + actions);
            assertTrue(actions.contains(new Action.AskCores(3)), actions.toString());
        }

        @Test
        void withdrawnCoresGoBackAsTheyBecomeIdleBeforeAnythingElseStarts() {
            submit(Task.of("a", 2), Task.of("b", 2), Task.of("c", 1));
            offerAll();
            tell(new Event.CoresWithdrawn(1));
            assertEquals(
                    List.of(
                            new Action.Finished("a", new Ending.Exited(0, 0)),
                            new Action.ReturnCore(1),
                            Tasks.start(Task.of("c", 1), 0)),
                    exit("a"));
        }

        @Test
        void allCoresGoBackAtTheEnd() {
            submit(Task.of("a", 1));
            tell(new Event.CoresOffered(List.of(3)));
            assertEquals(
                    List.of(
                            new Action.Finished("a", new Ending.Exited(0, 0)),
                            new Action.ReturnCore(3),
                            new Action.AllDone()),
                    exit("a"));
        }

        @Test
        void aContradictionIsNamedAndChangesNothing() {
            submit(Task.of("a", 1), Task.of("b", 4));
            tell(new Event.CoresOffered(List.of(3)));
            assertThrows(IllegalStateException.class, () -> tell(new Event.CoresOffered(List.of(2, 3))));
            assertThrows(IllegalStateException.class, () -> tell(new Event.CoresOffered(List.of(5, 6, 7, 8))));
            assertThrows(IllegalStateException.class, () -> exit("b"));
            assertThrows(IllegalArgumentException.class, () -> submit(Task.of("c", 1), Task.of("a", 1)));
            assertEquals(new KernelView(1, List.of("a"), 1, 0, Optional.empty(), false), kernel.view());
        }
    }

    @Nested
    class Limits {

        private void run(Task task) {
            submit(task);
            offerAll();
            tell(new Event.Started("t"));
        }

        @Test
        void theTotalLimitEndsATaskAndTheGraceTimeKillsIt() {
            run(limited(null, seconds(10), 3));
            later(9);
            assertEquals(List.of(), tell(new Event.Tick()));
            later(1);
            assertEquals(
                    List.of(new Action.SignalGroup("t", Stop.TERM), new Action.WakeAt(START.plusSeconds(13))),
                    tell(new Event.Tick()));
            later(3);
            assertEquals(List.of(new Action.SignalGroup("t", Stop.KILL)), tell(new Event.Tick()));
            assertEquals(
                    new Action.Finished("t", new Ending.TimedOut(Ending.Limit.TOTAL, seconds(10), -1, 9)),
                    tell(new Event.Exited("t", -1, 9)).get(0));
        }

        @Test
        void silenceIsLookedAtOnlyWhenItsTimeHasComeAndCountsFromTheLastOutput() {
            submit(limited(seconds(10), null, 3));
            offerAll();
            assertEquals(List.of(new Action.WakeAt(START.plusSeconds(10))), tell(new Event.Started("t")));
            later(10);
            assertEquals(List.of(new Action.CheckOutput("t")), tell(new Event.Tick()));
            assertEquals(
                    List.of(new Action.WakeAt(START.plusSeconds(18))),
                    tell(new Event.OutputSeen("t", START.plusSeconds(8))));
            later(8);
            assertEquals(List.of(new Action.CheckOutput("t")), tell(new Event.Tick()));
            assertEquals(
                    new Action.SignalGroup("t", Stop.TERM),
                    tell(new Event.OutputSeen("t", START.plusSeconds(8))).get(0));
            assertEquals(
                    new Action.Finished("t", new Ending.TimedOut(Ending.Limit.SILENCE, seconds(10), 143, 0)),
                    tell(new Event.Exited("t", 143, 0)).get(0));
        }

        @Test
        void outputFromBeforeTheStartCountsAsTheStartAndFromTheFutureAsNow() {
            later(100);
            run(limited(seconds(10), null, 3));
            var early = tell(new Event.OutputSeen("t", START));
            assertFalse(early.contains(new Action.SignalGroup("t", Stop.TERM)), "it was silent from its start only");
            later(10);
            tell(new Event.Tick());
            assertEquals(
                    List.of(new Action.WakeAt(now.plusSeconds(10))),
                    tell(new Event.OutputSeen("t", now.plusSeconds(500))));
        }

        @Test
        void withoutGraceTheKillFollowsAtOnce() {
            run(limited(null, seconds(1), 0));
            later(5);
            assertEquals(
                    List.of(new Action.SignalGroup("t", Stop.TERM), new Action.SignalGroup("t", Stop.KILL)),
                    tell(new Event.Tick()));
        }

        @Test
        void anEndAtTheVeryMomentOfTheLimitIsAnEnd() {
            run(limited(null, seconds(1), 1));
            later(1);
            assertEquals(
                    new Action.Finished("t", new Ending.Exited(0, 0)), exit("t").get(0));
        }

        @Test
        void aLimitOfAThousandYearsIsNoTrouble() {
            run(limited(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(365_000), 1));
            assertEquals(
                    new Action.Finished("t", new Ending.Exited(0, 0)), exit("t").get(0));
        }
    }

    @Nested
    class Cancelling {

        @Test
        void aQueuedTaskNeverStarts() {
            submit(Task.of("a", 4), Task.of("b", 4));
            offerAll();
            assertEquals(
                    List.of(new Action.Finished("b", new Ending.Cancelled("no", false))),
                    tell(new Event.CancelRequested("b", "no")));
            assertEquals(List.of(), starts(exit("a")));
        }

        @Test
        void aRunningTaskIsEndedAndTheFirstReasonCounts() {
            submit(limited(null, seconds(10), 5));
            offerAll();
            tell(new Event.Started("t"));
            assertTrue(tell(new Event.CancelRequested(null, "no")).contains(new Action.SignalGroup("t", Stop.TERM)));
            assertFalse(tell(new Event.CancelRequested("t", "again")).contains(new Action.SignalGroup("t", Stop.TERM)));
            later(5);
            assertEquals(List.of(new Action.SignalGroup("t", Stop.KILL)), tell(new Event.Tick()));
            later(20);
            assertEquals(List.of(), tell(new Event.Tick()));
            assertEquals(
                    new Action.Finished("t", new Ending.Cancelled("no", true)),
                    exit("t").get(0));
        }

        @Test
        void aTaskThatIsJustStartingIsEndedOnceItRuns() {
            submit(limited(null, null, 5));
            offerAll();
            assertEquals(List.of(), tell(new Event.CancelRequested("t", "no")));
            assertEquals(
                    List.of(new Action.SignalGroup("t", Stop.TERM), new Action.WakeAt(START.plusSeconds(5))),
                    tell(new Event.Started("t")));
        }

        @Test
        void aTaskThatCouldNotStartSaysWhyUnlessItWasCancelled() {
            submit(Task.of("a", 1), Task.of("b", 1));
            offerAll();
            tell(new Event.CancelRequested("b", "no"));
            assertEquals(
                    new Action.Finished("a", new Ending.StartFailed("gone")),
                    tell(new Event.StartFailed("a", "gone")).get(0));
            assertEquals(
                    new Action.Finished("b", new Ending.Cancelled("no", false)),
                    tell(new Event.StartFailed("b", "gone")).get(0));
        }

        @Test
        void drainingLetsTheRunningOnesEndAndStartsNoOthers() {
            submit(Task.of("a", 4), Task.of("b", 4));
            offerAll();
            tell(new Event.Drain());
            var actions = exit("a");
            assertEquals(List.of(), starts(actions));
            assertTrue(actions.contains(new Action.AllDone()));
            assertEquals(new KernelView(1, List.of(), 0, 0, Optional.empty(), true), kernel.view());
        }
    }

    @Test
    void theEndIsSaidOnceForEachTimeThatItIsReached() {
        assertEquals(List.of(), tell(new Event.Tick()));
        assertEquals(List.of(new Action.AllDone()), submit());
        assertEquals(List.of(), tell(new Event.Tick()));
        submit(Task.of("a", 1));
        offerAll();
        assertTrue(exit("a").contains(new Action.AllDone()));
        assertEquals(List.of(), tell(new Event.Tick()));
    }
}
