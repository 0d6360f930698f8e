package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunColumnsTest {

    @ParameterizedTest
    @CsvSource({"2026-01-02T03:04:05, 2026-01-02 03:04:05", "1999-12-31T23:59:59.999, 1999-12-31 23:59:59"})
    void writesTheTimeOfThisZoneWithTwoDigitsEach(String time, String expected) {
        Instant instant =
                LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant();
        assertEquals(expected, RunColumns.time(instant));
    }

    @Test
    void leavesOutATimeThatIsNotThere() {
        assertEquals("", RunColumns.time(null));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.00 s",
        "PT0.004S, 0.00 s",
        "PT0.005S, 0.01 s",
        "PT59.994S, 59.99 s",
        "PT60S, 1:00 min",
        "PT59M59S, 59:59 min",
        "PT25H1M, 25:01 h",
        "PT-3S, 0.00 s"
    })
    void writesHowLongInTheUnitThatFits(Duration duration, String expected) {
        assertEquals(expected, RunColumns.words(duration));
    }
}
