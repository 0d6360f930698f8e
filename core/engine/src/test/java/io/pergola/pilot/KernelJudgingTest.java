package io.pergola.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that may run again after their end. */
class KernelJudgingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Kernel kernel = new Kernel(4);
    private Instant now = START;

    private final Task flaky = Tasks.rank("flaky", 4, 0, Integer.MAX_VALUE, null, null, Duration.ZERO, true);

    @BeforeEach
    void fail() {
        submit(flaky, Task.of("next", 4));
        tell(new Event.CoresOffered(List.of(0, 1, 2, 3)));
        tell(new Event.Started("flaky"));
    }

    @Test
    void freesTheCoresAndAnswersDecide() {
        List<Action> ended = tell(new Event.Exited("flaky", 3, 0));
        assertEquals(new Action.Judge("flaky", new Ending.Exited(3, 0)), ended.getFirst());
        assertEquals(List.of("next"), starts(ended));
        assertEquals(
                List.of(new Action.Finished("flaky", new Ending.Exited(3, 0))), tell(new Event.Settled("flaky", true)));
    }

    @Test
    void anotherAttemptComesAfterTheDelayAtTheOldPlaceInTheQueue() {
        tell(new Event.Exited("flaky", 3, 0));
        submit(Task.of("late", 4));
        assertEquals(
                List.of(new Action.WakeAt(START.plusSeconds(5))),
                tell(new Event.Retry("flaky", Duration.ofSeconds(5))));
        now = now.plusSeconds(5);
        tell(new Event.Tick());
        tell(new Event.Started("next"));
        assertEquals(List.of("flaky"), starts(tell(new Event.Exited("next", 0, 0))));
    }

    @Test
    void nobodyIsDoneWhileOneIsJudgedOrWaits() {
        tell(new Event.Exited("flaky", 3, 0));
        tell(new Event.Started("next"));
        assertFalse(tell(new Event.Exited("next", 0, 0)).contains(new Action.AllDone()));
        assertFalse(tell(new Event.Retry("flaky", Duration.ofSeconds(5))).contains(new Action.AllDone()));
        assertEquals(
                List.of(new Action.Finished("flaky", new Ending.Cancelled("enough", false)), new Action.AllDone()),
                tell(new Event.CancelRequested("flaky", "enough")));
    }

    @Test
    void oneThatIsCancelledMeanwhileDoesNotRunAgain() {
        tell(new Event.Exited("flaky", 3, 0));
        tell(new Event.CancelRequested(null, "enough"));
        assertEquals(
                List.of(new Action.Finished("flaky", new Ending.Cancelled("enough", false))),
                tell(new Event.Retry("flaky", Duration.ZERO)));
    }

    @Test
    void anAnswerThatNobodyAskedForIsRefused() {
        assertThrows(IllegalStateException.class, () -> tell(new Event.Settled("flaky", true)));
        assertThrows(IllegalStateException.class, () -> tell(new Event.Retry("next", Duration.ZERO)));
    }

    private List<Action> tell(Event event) {
        return kernel.handle(event, now);
    }

    private List<Action> submit(Task... tasks) {
        return tell(new Event.Submitted(List.of(tasks)));
    }

    private static List<String> starts(List<Action> actions) {
        var starts = actions.stream().filter(Action.Start.class::isInstance).map(Action.Start.class::cast);
        return starts.map(start -> start.task().id()).toList();
    }
}
