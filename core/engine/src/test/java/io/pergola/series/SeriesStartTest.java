package io.pergola.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeriesStartTest {

    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final Store store;
    private final SeriesStart start;
    private final SeriesDirectory series;

    SeriesStartTest(@TempDir Path folder) {
        store = Store.open(
                folder.resolve("work"), new StoreOptions("main", 2, null, folder.resolve("cache")), () -> NOW);
        start = new SeriesStart(store, 7, () -> NOW);
        List<ResolvedTest> tests =
                Stream.of("one", "two").map(SeriesStartTest::test).toList();
        series = start.create("night", tests, "ann", "tiny", new ProcessIdentity("box", 1, 2, "boot"));
    }

    private static ResolvedTest test(String name) {
        String saved = """
                {"suite": "s", "test": "%s", "subtitle": "", "label": "main", "suite_path": "/s.yaml", "host": "", "os": "",
                 "modes": [], "options": {}, "permutation": {}, "variables": {},
                 "config": {"scheduler": "local", "schedule": {}, "run": {"cmds": ["true"]}, "build": {}}}
                """.formatted(name);
        return ResolvedTest.fromValue((Value.Entries) Json.read(saved));
    }

    @Test
    void makesARunOfEachTestInTheirOrder() {
        List<RunSummary> runs = store.allSummaries();
        assertEquals(
                List.of("s.one", "s.two"), runs.stream().map(RunSummary::name).toList());
        assertEquals(List.of(1, 2), series.runs());
        RunSummary first = runs.getFirst();
        assertEquals(
                "ann tiny local " + series.id(),
                String.join(" ", first.user(), first.sysName(), first.scheduler(), first.series()));
        assertEquals(
                List.of("CREATED", "CREATED"),
                runs.stream().map(RunSummary::state).toList());
    }

    @Test
    void keepsWhereChanceBegan() {
        assertEquals(
                Value.of(7), store.series(series.id()).orElseThrow().extra().get("seed"));
    }

    @Test
    void keepsTheTestsForThePilot() {
        RunDirectory second = start.directories().getLast();
        assertEquals("s.two", ResolvedTest.fromValue(second.test()).name());
    }

    @Test
    void asksForNoBuilderWhereNothingIsBuilt() throws InterruptedException {
        start.build(
                () -> {
                    throw new AssertionError("asked for a builder");
                },
                2,
                (run, outcome, done, total) -> {});
        assertEquals(2, start.directories().size());
    }

    @Test
    void endsAllRunsThatAreGivenUp() {
        start.giveUp("changed my mind");
        for (RunSummary run : store.allSummaries()) {
            assertTrue(run.ended());
            assertEquals("CANCELLED changed my mind", run.state() + " " + run.note());
        }
    }
}
