package io.pergola.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimeBudgetTest {

    private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");
    private static final Duration WHOLE = Duration.ofHours(8);

    private Instant wall = START;
    private long counted = 1_000;
    private TimeBudget budget = taken();

    /** By a manager that begins now. */
    private TimeBudget taken() {
        return new TimeBudget(WHOLE, START, () -> wall, () -> counted);
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        counted += time.toNanos();
    }

    private void leap(Duration time) {
        wall = wall.plus(time);
    }

    private static Optional<Duration> hours(int hours) {
        return Optional.of(Duration.ofHours(hours));
    }

    @Test
    void timePasses() {
        assertEquals(hours(8), budget.left());
        pass(Duration.ofHours(3));
        assertEquals(hours(5), budget.left());
        pass(Duration.ofHours(6));
        assertEquals(hours(-1), budget.left());
    }

    @Test
    void theNextManagerCountsFromTheStartOfTheSeries() {
        leap(Duration.ofHours(2));
        budget = taken();
        assertEquals(hours(6), budget.left());
    }

    @Test
    void aClockThatIsSetBackGivesNoMoreTime() {
        pass(Duration.ofHours(3));
        assertEquals(hours(5), budget.left());
        leap(Duration.ofDays(-400));
        pass(Duration.ofHours(1));
        assertEquals(hours(4), budget.left());
        budget = taken();
        assertEquals(hours(8), budget.left(), "another manager knows no better; less than nothing was not used");
    }

    @Test
    void aLeapIsDoubtedAndForgottenIfItIsTakenBack() {
        pass(Duration.ofHours(1));
        leap(Duration.ofDays(300));
        assertEquals(Optional.empty(), budget.left());
        pass(Duration.ofSeconds(59));
        assertEquals(Optional.empty(), budget.left());
        leap(Duration.ofDays(-300));
        assertEquals(Optional.of(Duration.ofHours(7).minusSeconds(59)), budget.left());
        leap(Duration.ofDays(300));
        assertEquals(Optional.empty(), budget.left(), "doubted anew");
        pass(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), budget.left());
    }

    @Test
    void aLeapThatLastsIsBelieved() {
        leap(Duration.ofHours(2));
        assertEquals(Optional.empty(), budget.left());
        pass(TimeBudget.PATIENCE);
        assertEquals(Optional.of(Duration.ofHours(6).minus(TimeBudget.PATIENCE)), budget.left());
        pass(Duration.ofHours(1));
        assertEquals(Optional.of(Duration.ofHours(5).minus(TimeBudget.PATIENCE)), budget.left());
    }

    @Test
    void aClockThatIsCorrectedByALittleIsNotDoubted() {
        pass(Duration.ofHours(1));
        leap(TimeBudget.TOLERANCE);
        assertEquals(Optional.of(Duration.ofHours(7).minus(TimeBudget.TOLERANCE)), budget.left());
    }
}
