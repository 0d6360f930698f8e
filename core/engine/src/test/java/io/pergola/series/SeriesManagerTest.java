package io.pergola.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.config.SeriesFile;
import io.pergola.config.SeriesFiles;
import io.pergola.json.Json;
import io.pergola.model.NodeInfo;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunRequest;
import io.pergola.schedule.Cancellation;
import io.pergola.schedule.FakeArrays;
import io.pergola.schedule.JobTracker;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.KickoffSettings;
import io.pergola.schedule.LastPasses;
import io.pergola.schedule.Machine;
import io.pergola.schedule.NodePlans;
import io.pergola.schedule.OpenJobs;
import io.pergola.schedule.StatusBoard;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.NewSeries;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.SetEvent;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managers with a clock of their own and a batch system that only takes jobs; the runs end when the tests say so. */
final class SeriesManagerTest {

    private static final Duration RUN = Duration.ofMinutes(25);

    private final FakeArrays batch = new FakeArrays();
    private final Path folder;
    private Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private long counted = 5;
    private final Store store;
    private Consumer<Duration> asleep = _ -> {};
    private String failing = "";

    SeriesManagerTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = store();
        batch.largest = 1;
    }

    /** As another host sees it. */
    private Store store() {
        return Store.open(
                folder.resolve("work"), new StoreOptions("main", 2, null, folder.resolve("cache")), () -> now);
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** {@code t}, or {@code t:SECONDS} with a limit. */
    private static ResolvedTest test(String request) {
        String[] parts = request.split(":", 2);
        String limit = parts.length > 1 ? ", \"timeout_total\": \"" + parts[1] + "\"" : "";
        String saved = """
                {"suite": "s", "test": "%s", "subtitle": "", "label": "main", "suite_path": "/s.yaml", "host": "", "os": "",
                 "modes": [], "options": {}, "permutation": {}, "variables": {},
                 "config": {"scheduler": "fake", "chunk": "any", "schedule": {"share_allocation": "false", "nodes": "1"},
                            "run": {"cmds": ["true"]%s}, "build": {}}}
                """.formatted(parts[0], limit);
        return ResolvedTest.fromValue((Value.Entries) Json.read(saved));
    }

    private SeriesDirectory series(String text) {
        SeriesFile file = SeriesFiles.saved("night", text);
        return store.createSeries(
                new NewSeries("night", "ann", "tiny", List.of(), Map.of(), Optional.of(file.toValue())));
    }

    private SeriesManager manager(SeriesDirectory series, String host) {
        Store its = store();
        var self = new ProcessIdentity(host, 1, 2, "boot");
        List<NodeInfo> nodes = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> NodeInfo.up("n" + i, 4, 1000))
                .toList();
        var machine = new Machine(nodes, () -> nodes, LastPasses.NONE, 7);
        var settings = new KickoffSettings(Path.of("/opt/pergola"), new LinkedHashMap<>(), 0, List.of(), self);
        var kickoff = new Kickoff(its, _ -> batch, new NodePlans(_ -> Optional.of(machine)), settings, () -> now);
        var tracker =
                new JobTracker(_ -> batch, new StatusBoard(folder.resolve(host), null, () -> now), LIVING, () -> now);
        var parts = new ManagerParts(
                () -> site(its, kickoff),
                new OpenJobs(() -> List.of(its), "ann", _ -> true),
                0,
                tracker,
                new Cancellation(its, _ -> batch, tracker, () -> now),
                self,
                folder.resolve("locks-" + host),
                () -> counted,
                this::sleep,
                () -> now);
        return new SeriesManager(its, its.series(series.number()).orElseThrow(), parts);
    }

    private SeriesSite site(Store its, Kickoff kickoff) {
        return new SeriesSite() {
            @Override
            public Resolution resolve(RunRequest request) {
                return new Resolution(
                        request.tests().stream().map(SeriesManagerTest::test).toList(), List.of(), List.of(), 0);
            }

            @Override
            public SeriesStart start() {
                return new SeriesStart(its, 7, () -> now);
            }

            @Override
            public void build(SeriesStart start, SeriesProgress progress) throws InterruptedException {
                start.build(
                        () -> {
                            throw new AssertionError("nothing is built");
                        },
                        1,
                        progress);
            }

            @Override
            public Kickoff kickoff() {
                return kickoff;
            }

            @Override
            public String sysName() {
                return "tiny";
            }
        };
    }

    private static final DetachedProcesses LIVING = new DetachedProcesses() {
        @Override
        public ProcessIdentity start(List<String> command, Path output) {
            return new ProcessIdentity("box", 1, 2, "boot");
        }

        @Override
        public Optional<Boolean> alive(ProcessIdentity process) {
            return Optional.of(true);
        }

        @Override
        public void terminate(ProcessIdentity process) {}
    };

    private void sleep(Duration time) {
        pass(time);
        asleep.accept(time);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        counted += time.toNanos();
    }

    private List<RunSummary> inQueue() {
        return store.allSummaries().stream()
                .filter(run -> !run.ended() && !run.jobId().isEmpty())
                .toList();
    }

    /** All that goes on takes its time, and ends. */
    private void endAll() {
        if (!inQueue().isEmpty()) {
            pass(RUN);
        }
        for (RunSummary run : inQueue()) {
            store.run(run.id().number())
                    .orElseThrow()
                    .end(
                            StateEntry.of(now, RunState.COMPLETE, "done"),
                            run.name().equals(failing) ? Verdict.FAIL : Verdict.PASS);
        }
    }

    private static List<String> story(SeriesDirectory series) {
        List<String> story = new ArrayList<>();
        for (SetEvent event : series.book().events()) {
            if (!event.state().equals("SET_READY")) {
                story.add((event.state() + " " + event.set()).strip());
            }
        }
        return story;
    }

    private List<String> aborted() {
        return store.allSummaries().stream()
                .filter(run -> run.state().equals("ABORTED"))
                .map(run -> run.name() + " " + run.note())
                .toList();
    }

    @Test
    void aSetThatFailsStopsTheSeriesAfterItsLastTest() throws Exception {
        SeriesDirectory series = series("""
                on_failure: stop
                simultaneous: 3
                test_sets:
                  a: {tests: [bad, x]}
                  b: {tests: [y, y, y], on_failure: continue}
                  c: {tests: z, depends_on: b}
                """);
        failing = "s.bad";
        asleep = _ -> endAll();
        assertTrue(manager(series, "box").keep());
        assertEquals(
                List.of("SET_MAKE a", "SET_FAIL a", "STOP_FAILED", "FAILED"),
                story(series).stream().filter(each -> !each.endsWith(" b")).toList());
        assertEquals("FAILED", series.book().state());
        assertEquals(
                2,
                batch.submissions.stream().filter(each -> !each.endsWith(".y")).count());
        String why = "s.y Not started: the series stops at a set that has not passed";
        assertEquals(List.of(why, why), aborted());
        assertTrue(store.allSummaries().stream().noneMatch(run -> run.name().equals("s.z")));
    }

    @Test
    void aSetMayGoOnWhereTheOthersStop() throws Exception {
        SeriesDirectory series = series("""
                on_failure: stop
                ordered: true
                test_sets: {a: {tests: bad, on_failure: continue}, b: {tests: x}}
                """);
        failing = "s.bad";
        asleep = _ -> endAll();
        manager(series, "box").keep();
        assertEquals(List.of("SET_MAKE a", "SET_FAIL a", "SET_MAKE b", "SET_PASS b", "COMPLETE"), story(series));
    }

    @Test
    void whatCouldNotEndInTimeIsGivenUpAndShorterRunsGoOn() throws Exception {
        SeriesDirectory series = series("""
                time_budget: 1h
                simultaneous: 1
                on_failure: stop
                test_sets:
                  a: {tests: ['one:1800', 'two:2700', 'three:1800']}
                  b: {tests: four}
                  c: {tests: five}
                """);
        asleep = _ -> endAll();
        manager(series, "box").keep();
        assertEquals(List.of("pergola_s.one", "pergola_s.three", "pergola_s.four"), batch.submissions);
        assertEquals(List.of("s.two Not started: it could not end within the time budget of the series"), aborted());
        assertEquals("TIME_UP", series.book().state());
        assertEquals(
                List.of(
                        "SET_MAKE a",
                        "SET_CANCELED a",
                        "SET_FAIL a",
                        "SET_MAKE b",
                        "STOP_TIME",
                        "SET_PASS b",
                        "TIME_UP"),
                story(series));
    }

    @Test
    void aSeriesThatEndsInTimeIsComplete() throws Exception {
        SeriesDirectory series = series("time_budget: 26m\ntest_sets: {a: {tests: one}}\n");
        asleep = _ -> endAll();
        manager(series, "box").keep();
        assertEquals("COMPLETE", series.book().state());
    }

    @Test
    void aLeapOfTheClockEndsNothing() throws Exception {
        for (Duration leap : List.of(Duration.ofDays(400), Duration.ofDays(-400))) {
            SeriesDirectory series = series("time_budget: 8h\nsimultaneous: 1\ntest_sets: {a: {tests: [one, two]}}\n");
            Instant before = now;
            var looks = new int[1];
            asleep = time -> {
                looks[0]++;
                if (looks[0] == 2) {
                    now = now.plus(leap);
                } else if (looks[0] == 6) {
                    now = now.minus(leap);
                } else if (looks[0] > 8) {
                    endAll();
                }
                assertTrue(looks[0] > 8 || inQueue().size() == 1, "what runs goes on");
            };
            manager(series, "box").keep();
            assertEquals("COMPLETE", series.book().state());
            assertEquals(List.of(), aborted());
            assertTrue(now.isBefore(before.plus(Duration.ofHours(2))));
        }
    }

    @Test
    void anotherHostGoesOnWhereverTheFirstDiedAndTheTimeCounts() throws Exception {
        for (int death = 1; death <= 5; death++) {
            batch.submissions.clear();
            SeriesDirectory series = series("""
                    time_budget: 3h
                    simultaneous: 1
                    test_sets: {a: {tests: [one, two]}, b: {tests: [three, four, five], depends_on: a}}
                    """);
            int last = death;
            var looks = new int[1];
            asleep = _ -> {
                looks[0]++;
                if (looks[0] == last) {
                    throw new Killed();
                }
                endAll();
            };
            assertThrows(Killed.class, () -> manager(series, "box").keep());
            endAll();
            asleep = _ -> endAll();
            pass(Duration.ofHours(death == 1 ? 3 : 0));
            assertTrue(manager(series, "other").keep());
            assertEquals(batch.submissions.stream().distinct().toList(), batch.submissions, "nothing twice");
            assertEquals(death == 1 ? "TIME_UP" : "COMPLETE", series.book().state(), "death " + death);
            assertEquals(death == 1 ? 1 : 5, batch.submissions.size(), "death " + death);
            assertTrue(Json.write(series.book().manager().orElseThrow()).contains("other"));
        }
    }

    @Test
    void ofTwoManagersOneWorks() throws Exception {
        SeriesDirectory series = series("simultaneous: 1\ntest_sets: {a: {tests: [one, two]}}\n");
        var others = new ArrayList<Boolean>();
        asleep = _ -> {
            int before = batch.submissions.size();
            asleep = _ -> {};
            try {
                others.add(manager(series, "other").keep());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertEquals(before, batch.submissions.size());
            asleep = _ -> endAll();
        };
        assertTrue(manager(series, "box").keep());
        assertEquals(List.of(false), others);
        assertEquals(2, batch.submissions.size());
        assertFalse(series.book().isOpen());
    }
}
