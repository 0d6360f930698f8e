package io.pergola.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.yaml.YamlReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CadenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Cadence cadence(String every, String at, String from) {
        return new Cadence(TimeSpan.parse(every).orElseThrow(), LocalTime.parse(at), LocalDate.parse(from));
    }

    private static String last(Cadence cadence, String now) {
        return cadence.last(Instant.parse(now), BERLIN).map(Instant::toString).orElse("none");
    }

    private static String next(Cadence cadence, String now) {
        return cadence.next(Instant.parse(now), BERLIN).toString();
    }

    @Test
    void daysKeepTheirTimeOfDayWhenClocksArePutBack() {
        Cadence daily = cadence("24h", "02:00", "2026-10-01");
        assertEquals("2026-10-24T00:00:00Z", last(daily, "2026-10-24T12:00:00Z"));
        assertEquals("2026-10-25T00:00:00Z", next(daily, "2026-10-24T12:00:00Z"));
        assertEquals("2026-10-26T01:00:00Z", next(daily, "2026-10-25T12:00:00Z"));
        assertEquals("2026-10-24T00:00:00Z", last(daily, "2026-10-24T00:00:00Z"));
        assertEquals("2026-10-23T00:00:00Z", last(daily, "2026-10-23T23:59:59Z"));
    }

    @Test
    void weeksCountFromTheFirstDay() {
        Cadence weekly = cadence("7 days", "06:30", "2026-11-25");
        assertEquals("none", last(weekly, "2026-11-25T05:29:59Z"));
        assertEquals("2026-11-25T05:30:00Z", next(weekly, "2020-01-01T00:00:00Z"));
        assertEquals("2026-11-25T05:30:00Z", last(weekly, "2026-12-02T05:29:59Z"));
        assertEquals("2026-12-02T05:30:00Z", last(weekly, "2026-12-02T05:30:00Z"));
    }

    @Test
    void hoursCountOnWithoutRegardToTheCalendar() {
        Cadence often = cadence("8h", "01:00", "2026-10-24");
        assertEquals("2026-10-24T23:00:00Z", last(often, "2026-10-25T01:00:00Z"));
        assertEquals("2026-10-25T07:00:00Z", next(often, "2026-10-25T01:00:00Z"));
    }

    @Test
    void timesAreReadAndWritten() {
        assertEquals(Optional.of(Duration.ofMinutes(90)), TimeSpan.parse("1h 30 minutes"));
        assertEquals(Optional.of(Duration.ofDays(9)), TimeSpan.parse("1 week2d"));
        for (String none : List.of("", "8", "h", "-1h", "8 hourss", "1.5h", "1234567h")) {
            assertEquals(Optional.empty(), TimeSpan.parse(none), none);
        }
        for (String each : List.of("3w", "8d", "25h", "90m", "61s")) {
            assertEquals(each, TimeSpan.write(TimeSpan.parse(each).orElseThrow()));
        }
        Duration long1 = Duration.ofSeconds(1_999_999);
        assertEquals(Optional.of(long1), TimeSpan.parse(TimeSpan.write(long1)));
    }

    @Test
    void whatIsWrongIsToldAtItsPlace() {
        assertEquals(
                List.of(
                        "1:8 every: expected a time with its unit, such as 90m, 8h or 7 days, but this is '24'",
                        "2:5 at: expected a time of day, such as 02:00, but this is '2:00'",
                        "3:7 from: expected a day, such as 2026-11-23, but this is 'monday'"),
                problems("every: 24\nat: '2:00'\nfrom: monday\n"));
        assertEquals(
                List.of(
                        "2:14 time_budget: expected a time from 1s to 3660 days, but this is '0h'",
                        "1:8 every: expected a time from 1m to 3660 days, but this is '59s'",
                        "3:7 from: there is no day '2026-02-30'"),
                problems("every: 59s\ntime_budget: 0h\nfrom: 2026-02-30\n"));
        assertEquals(
                List.of(
                        "1:5 at: it means nothing without 'every' | Write how often the series is due, such as 'every: 24h'"),
                problems("at: '02:00'\n"));
        assertEquals(
                List.of("1:13 on_failure: expected stop or continue, but this is 'halt'"),
                problems("on_failure: halt\n"));
    }

    private static List<String> problems(String text) {
        return SeriesFiles.problems(Path.of("x.yaml"), YamlReader.read("x.yaml", text + "test_sets: {a: {tests: x}}\n"))
                .stream()
                .map(problem -> problem.place()
                                .map(place -> place.line() + ":" + place.column() + " ")
                                .orElse("")
                        + problem.what()
                        + problem.help().map(help -> " | " + help).orElse(""))
                .toList();
    }
}
