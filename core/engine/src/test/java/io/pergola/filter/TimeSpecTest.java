package io.pergola.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpecTest {

    /** An hour after the clocks went forward, where they do. */
    private static final Instant NOW = Instant.parse("2026-03-29T02:00:00Z");

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026, 2025-12-31T23:00:00Z",
        "2026-03, 2026-02-28T23:00:00Z",
        "2026-03-21, 2026-03-20T23:00:00Z",
        "2026-03-21 14:32, 2026-03-21T13:32:00Z",
        "2026-03-21t14:32:05, 2026-03-21T13:32:05Z",
        "90 seconds, 2026-03-29T01:58:30Z",
        "1 minute, 2026-03-29T01:59:00Z",
        "3hours, 2026-03-28T23:00:00Z",
        "1 Day, 2026-03-28T03:00:00Z",
        "2 weeks, 2026-03-15T03:00:00Z",
        "1 month, 2026-02-28T03:00:00Z",
        "1 year, 2025-03-29T03:00:00Z",
        "' 0 days ', 2026-03-29T02:00:00Z"
    })
    void readsDatesAndDistances(String text, Instant expected) {
        assertEquals(Optional.of(expected), TimeSpec.parse(text, NOW, ZONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "3", "3 fortnights", "2026-13", "2026-02-30", "-1 days", "1.5 days", "12345678 days"
            })
    void readsNothingElse(String text) {
        assertEquals(Optional.empty(), TimeSpec.parse(text, NOW, ZONE));
    }
}
