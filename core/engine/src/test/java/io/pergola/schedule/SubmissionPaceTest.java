package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionPaceTest {

    private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

    private final List<Duration> slept = new ArrayList<>();
    private Instant now = START;
    private final SubmissionPace pace = new SubmissionPace(3, () -> now, this::sleep);

    private void sleep(Duration time) {
        slept.add(time);
        now = now.plus(time);
    }

    @Test
    void soManyAMinuteGoAtAnySpeed() {
        for (int i = 0; i < 3; i++) {
            pace.await();
        }
        assertEquals(List.of(), slept);
    }

    @Test
    void theNextWaitsUntilTheFirstIsAMinuteOld() {
        for (int i = 0; i < 4; i++) {
            pace.await();
            now = now.plusSeconds(10);
        }
        assertEquals(List.of(Duration.ofSeconds(30)), slept);
    }

    @Test
    void noMinuteHoldsMore() {
        var submitted = new ArrayList<Instant>();
        for (int i = 0; i < 30; i++) {
            pace.await();
            submitted.add(now);
            now = now.plusSeconds(1);
        }
        for (int i = 3; i < submitted.size(); i++) {
            Duration span = Duration.between(submitted.get(i - 3), submitted.get(i));
            assertEquals(true, span.compareTo(Duration.ofMinutes(1)) >= 0, span::toString);
        }
    }
}
