package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.config.Cadence;
import io.pergola.store.SeriesCalendar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DueSeriesTest {

    private static final Cadence DAILY = new Cadence(Duration.ofDays(1), LocalTime.of(2, 0), LocalDate.of(2026, 11, 1));

    private final List<SeriesCalendar.Start> starts = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    private String look(String now) {
        DueSeries due = DueSeries.of(DAILY, starts, open::contains, Instant.parse(now), ZoneOffset.UTC);
        return due.state() + " " + due.slot();
    }

    private void start(String slot, String time, String series) {
        starts.add(new SeriesCalendar.Start(Instant.parse(slot), Instant.parse(time), "box", series));
        starts.sort(Comparator.comparing(SeriesCalendar.Start::slot).reversed());
    }

    @Test
    void itIsDueOnceForEachMoment() {
        assertEquals("LATER 2026-11-01T02:00:00Z", look("2026-10-31T23:00:00Z"));
        assertEquals("DUE 2026-11-01T02:00:00Z", look("2026-11-01T02:00:00Z"));
        start("2026-11-01T02:00:00Z", "2026-11-01T02:05:00Z", "s1");
        assertEquals("LATER 2026-11-02T02:00:00Z", look("2026-11-01T02:10:00Z"));
        assertEquals("DUE 2026-11-02T02:00:00Z", look("2026-11-02T02:00:00Z"));
    }

    @Test
    void momentsThatWereMissedAreDueOnce() {
        start("2026-11-01T02:00:00Z", "2026-11-01T02:05:00Z", "s1");
        assertEquals("DUE 2026-11-09T02:00:00Z", look("2026-11-09T12:00:00Z"));
        start("2026-11-09T02:00:00Z", "2026-11-09T12:00:00Z", "s2");
        assertEquals("LATER 2026-11-10T02:00:00Z", look("2026-11-09T12:01:00Z"));
    }

    @Test
    void aClockThatIsSetBackStartsNothingAgain() {
        start("2026-11-02T02:00:00Z", "2026-11-02T02:01:00Z", "s1");
        start("2026-11-03T02:00:00Z", "2026-11-03T02:01:00Z", "s2");
        assertEquals("LATER 2026-11-03T02:00:00Z", look("2026-11-03T01:30:00Z"));
        assertEquals("LATER 2026-11-04T02:00:00Z", look("2026-11-03T02:00:00Z"));
    }

    @Test
    void aClockThatWasAYearAheadKeepsNothingFromBeingDue() {
        start("2027-11-03T02:00:00Z", "2027-11-03T02:01:00Z", "s1");
        assertEquals("DUE 2026-11-03T02:00:00Z", look("2026-11-03T02:30:00Z"));
    }

    @Test
    void theOneBeforeMustHaveEnded() {
        start("2026-11-02T02:00:00Z", "2026-11-02T02:01:00Z", "s1");
        open.add("s1");
        assertEquals("RUNS 2026-11-03T02:00:00Z", look("2026-11-03T02:30:00Z"));
        open.clear();
        assertEquals("DUE 2026-11-03T02:00:00Z", look("2026-11-03T02:30:00Z"));
    }

    @Test
    void oneThatIsJustBeingStartedRunsButNotForEver() {
        start("2026-11-02T02:00:00Z", "2026-11-03T01:59:59Z", "");
        assertEquals("RUNS 2026-11-03T02:00:00Z", look("2026-11-03T02:00:00Z"));
        assertEquals("DUE 2026-11-03T02:00:00Z", look("2026-11-03T02:10:00Z"));
    }

    @Test
    void itIsShownAndTwoWhoTryAtOnceStartItOnce(@TempDir Path folder) throws Exception {
        CliSite site = new CliSite(folder)
                .suite("demo", "hello:\n  run: {cmds: echo hi}\n")
                .layer("series/night.yaml", "every: 24h\ntest_sets: {a: {tests: demo}}\n")
                .layer("series/by-hand.yaml", "test_sets: {a: {tests: demo}}\n");
        CliSite.Outcome shown = site.run("series", "due");
        assertEquals(0, shown.code(), shown.err());
        assertEquals(
                List.of("night", "DUE"),
                List.of(shown.out().strip().lines().toList().getLast().split(" +"))
                        .subList(0, 2));
        assertEquals("", site.run("series", "due", "by-hand").out());
        assertEquals(2, site.run("series", "due", "by-hand").code());
        SeriesCalendar one = site.store().seriesCalendar("ann");
        SeriesCalendar other = site.store().seriesCalendar("ann");
        Instant slot = CliSite.NOW.minusSeconds(5);
        var start = new SeriesCalendar.Start(slot, CliSite.NOW, "box", "");
        assertEquals(List.of(true, false), List.of(one.claim("night", start), other.claim("night", start)));
        var made = new SeriesCalendar.Start(slot, CliSite.NOW, "box", "s1");
        one.made("night", made);
        assertEquals(List.of(made), other.starts("night"));
        one.giveBack("night", slot);
        assertEquals(List.of(), other.starts("night"));
        for (int i = 0; i < 60; i++) {
            one.claim("night", new SeriesCalendar.Start(slot.plusSeconds(i), CliSite.NOW, "box", ""));
        }
        assertEquals(50, one.starts("night").size());
        assertEquals(slot.plusSeconds(59), one.starts("night").getFirst().slot());
    }

    @Test
    void aFileThatIsWrongIsToldAndTheOthersAreShown(@TempDir Path folder) throws Exception {
        CliSite site = new CliSite(folder)
                .suite("demo", "hello:\n  run: {cmds: echo hi}\n")
                .layer("series/bad.yaml", "every: soon\ntest_sets: {a: {tests: demo}}\n")
                .layer("series/night.yaml", "every: 24h\ntest_sets: {a: {tests: demo}}\n");
        CliSite.Outcome shown = site.run("series", "due", "--json");
        assertEquals(2, shown.code());
        Installed.contains(shown.err(), "bad.yaml:1:8: error: every: expected a time", "^");
        Installed.contains(shown.out(), "\"name\":\"night\"");
    }
}
