package io.pergola.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.NodeInfo;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.resolve.ResolvedTest;
import io.pergola.schedule.Backlog;
import io.pergola.schedule.Cancellation;
import io.pergola.schedule.FakeArrays;
import io.pergola.schedule.JobStart;
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
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoverTest {

    private static final ProcessIdentity SELF = new ProcessIdentity("box", 1, 2, "boot");

    /** All processes live. */
    private static final DetachedProcesses PROCESSES = new DetachedProcesses() {
        @Override
        public ProcessIdentity start(List<String> command, Path output) {
            return SELF;
        }

        @Override
        public Optional<Boolean> alive(ProcessIdentity process) {
            return Optional.of(true);
        }

        @Override
        public void terminate(ProcessIdentity process) {}
    };

    private final FakeArrays batch = new FakeArrays();
    private final Path folder;
    private final Store store;
    private List<NodeInfo> nodes = IntStream.rangeClosed(1, 8)
            .mapToObj(i -> NodeInfo.up("n" + i, 4, 1000))
            .toList();
    private Instant now = Instant.parse("2026-11-22T04:00:00Z");
    private Consumer<Duration> asleep = time -> {};

    HandoverTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = Store.open(
                folder.resolve("work"), new StoreOptions("main", 2, null, folder.resolve("cache")), () -> now);
        batch.largest = 1;
    }

    private static ResolvedTest test(String name, String chunk, String schedule) {
        String saved = """
                {"suite": "s", "test": "%s", "subtitle": "", "label": "main", "suite_path": "/s.yaml", "host": "", "os": "",
                 "modes": [], "options": {}, "permutation": {}, "variables": {},
                 "config": {"scheduler": "fake", "chunk": "%s", "schedule": {%s}, "run": {"cmds": ["true"]}, "build": {}}}
                """.formatted(name, chunk, schedule);
        return ResolvedTest.fromValue((Value.Entries) Json.read(saved));
    }

    private static List<ResolvedTest> alone(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> test("t" + i, "any", "\"share_allocation\": \"false\", \"nodes\": \"1\""))
                .toList();
    }

    /** A test for each chunk of two nodes. */
    private static List<ResolvedTest> sweep(int chunks) {
        return IntStream.range(0, chunks)
                .mapToObj(
                        i -> test("t" + i, Integer.toString(i), "\"nodes\": \"all\", \"chunking\": {\"size\": \"2\"}"))
                .toList();
    }

    /** Each is a process of its own. */
    private Handover handover(SeriesDirectory series) {
        var machine = new Machine(nodes, () -> nodes, LastPasses.NONE, 7);
        var settings = new KickoffSettings(Path.of("/opt/pergola"), new LinkedHashMap<>(), 0, List.of(), SELF);
        var kickoff =
                new Kickoff(store, name -> batch, new NodePlans(name -> Optional.of(machine)), settings, () -> now);
        var board = new StatusBoard(folder.resolve("board"), null, () -> now);
        var tracker = new JobTracker(name -> batch, board, PROCESSES, () -> now);
        return new Handover(
                store,
                series,
                new HandoverParts(
                        kickoff,
                        new OpenJobs(() -> List.of(store), "ann", name -> true),
                        tracker,
                        new Cancellation(store, name -> batch, tracker, () -> now),
                        folder.resolve("locks"),
                        this::sleep,
                        () -> now));
    }

    private void sleep(Duration time) {
        now = now.plus(time);
        asleep.accept(time);
    }

    private final List<JobStart> starts = new ArrayList<>();

    private SeriesDirectory begin(List<ResolvedTest> tests, int most, int stopAfter) {
        var start = new SeriesStart(store, 7, () -> now);
        SeriesDirectory series = start.create("night", tests, "ann", "tiny", SELF);
        starts.addAll(start.handOver(handover(series), new Backlog.Limits(most, stopAfter)));
        return series;
    }

    private List<RunSummary> runs() {
        return store.allSummaries();
    }

    private List<RunSummary> inQueue() {
        return runs().stream()
                .filter(run -> !run.ended() && !run.jobId().isEmpty())
                .toList();
    }

    private void end(RunSummary run, Verdict verdict) {
        store.run(run.id().number()).orElseThrow().end(StateEntry.of(now, RunState.COMPLETE, "done"), verdict);
    }

    @Test
    void noMoreJobsThanAllowedAreInTheQueueAndAllGetTheirTurn() {
        SeriesDirectory series = begin(alone(6), 2, 0);
        assertEquals(2, starts.size());
        asleep = time -> {
            assertTrue(inQueue().size() <= 2, inQueue()::toString);
            if (inQueue().size() == 2) {
                end(inQueue().getFirst(), Verdict.PASS);
            }
        };
        handover(series).keep();
        assertFalse(series.hasHandover());
        assertEquals(6, batch.submissions.size());
        assertEquals(6, batch.submissions.stream().distinct().count());
    }

    @Test
    void whatAnotherSeriesHasInTheQueueCounts() {
        begin(alone(2), 2, 0);
        SeriesDirectory later = begin(alone(2), 2, 0);
        assertEquals(2, batch.submissions.size());
        asleep = time -> inQueue().forEach(run -> end(run, Verdict.PASS));
        handover(later).keep();
        assertEquals(4, batch.submissions.size());
    }

    @Test
    void nothingIsLeftToDoWhereAllFit() {
        assertFalse(begin(alone(3), 3, 0).hasHandover());
        assertEquals(3, batch.submissions.size());
    }

    @Test
    void whatIsCancelledMeanwhileIsNotHandedOver() {
        SeriesDirectory series = begin(alone(3), 1, 0);
        store.run(2).orElseThrow().end(StateEntry.of(now, RunState.CANCELLED, "by ann"), null);
        asleep = time -> inQueue().forEach(run -> end(run, Verdict.PASS));
        handover(series).keep();
        assertEquals(List.of("pergola_s.t1", "pergola_s.t3"), batch.submissions);
    }

    /** Killed between the submission and the note of it. */
    @Test
    void whatHasAJobAlreadyIsNotHandedOverAgain() {
        SeriesDirectory series = begin(alone(4), 2, 0);
        Value.Entries before = series.handover().orElseThrow();
        inQueue().forEach(run -> end(run, Verdict.PASS));
        handover(series).keep();
        series.writeHandover(before);
        asleep = time -> inQueue().forEach(run -> end(run, Verdict.PASS));
        handover(series).keep();
        assertEquals(4, batch.submissions.size());
    }

    @Test
    void runsWhoseCommandIsGoneAreNotGivenUpWhileTheyWait() {
        SeriesDirectory series = begin(alone(3), 1, 0);
        var gone = new DetachedProcesses() {
            @Override
            public ProcessIdentity start(List<String> command, Path output) {
                return SELF;
            }

            @Override
            public Optional<Boolean> alive(ProcessIdentity process) {
                return Optional.of(false);
            }

            @Override
            public void terminate(ProcessIdentity process) {}
        };
        var resumed = new ArrayList<String>();
        var board = new StatusBoard(folder.resolve("board"), null, () -> now);
        var tracker = new JobTracker(name -> batch, board, gone, (where, what) -> resumed.add(what.id()), () -> now);
        tracker.update(store, runs());
        assertEquals(List.of(series.id()), resumed);
        assertEquals(3, runs().stream().filter(run -> !run.ended()).count());
        series.dropHandover();
        tracker.update(store, runs());
        assertEquals(1, runs().stream().filter(run -> !run.ended()).count());
    }

    @Test
    void jobsOnBusyNodesComeAfterThoseOnFreeOnes() {
        nodes = nodes.stream()
                .map(node -> node.name().equals("n1") ? busy(node) : node)
                .toList();
        SeriesDirectory series = begin(sweep(4), 1, 0);
        asleep = time -> inQueue().forEach(run -> end(run, Verdict.PASS));
        handover(series).keep();
        assertEquals(List.of("pergola_s.t1", "pergola_s.t2", "pergola_s.t3", "pergola_s.t0"), batch.submissions);
    }

    private static NodeInfo busy(NodeInfo node) {
        return new NodeInfo(
                node.name(),
                true,
                false,
                node.cpus(),
                node.memoryMib(),
                0,
                node.partitions(),
                node.reservations(),
                node.features(),
                "ALLOCATED",
                "");
    }

    @Test
    void afterSoManyFailedChunksTheOthersAreCancelledInWords() {
        SeriesDirectory series = begin(sweep(4), 2, 1);
        asleep = time -> {
            if (!inQueue().isEmpty()) {
                end(inQueue().getFirst(), Verdict.FAIL);
            }
        };
        handover(series).keep();
        assertFalse(series.hasHandover());
        List<RunSummary> runs = runs();
        String why = "1 chunk has failed (--stop-after 1): chunk 0 of 0-3";
        assertEquals(
                "CANCELLED Cancelled by ann: " + why,
                runs.get(1).state() + " " + runs.get(1).note());
        assertEquals(
                "CANCELLED Not handed over: " + why,
                runs.get(3).state() + " " + runs.get(3).note());
        assertEquals(1, batch.cancelled);
        assertEquals(2, batch.submissions.size());
    }

    @Test
    void twoFailedTestsOfAChunkAreOneFailedChunk() {
        List<ResolvedTest> tests = new ArrayList<>(sweep(4));
        tests.addAll(sweep(4));
        SeriesDirectory series = begin(tests, 1, 2);
        asleep = time -> inQueue().forEach(run -> end(run, run.name().equals("s.t0") ? Verdict.FAIL : Verdict.PASS));
        handover(series).keep();
        assertEquals(4, batch.submissions.size());
    }

    @Test
    void withoutALimitItStaysUntilNothingWaitsAnyMore() {
        SeriesDirectory series = begin(sweep(4), 0, 2);
        assertEquals(4, batch.submissions.size());
        assertTrue(series.hasHandover());
        asleep = time -> end(inQueue().getFirst(), Verdict.PASS);
        handover(series).keep();
        assertFalse(series.hasHandover());
        assertTrue(runs().stream().allMatch(run -> run.result() == Verdict.PASS));
    }

    @Test
    void oneProcessIsEnough() {
        SeriesDirectory series = begin(alone(2), 1, 0);
        Handover first = handover(series);
        assertTrue(first.isIdle());
        asleep = time -> {
            int before = batch.submissions.size();
            handover(series).keep();
            assertEquals(before, batch.submissions.size());
            inQueue().forEach(run -> end(run, Verdict.PASS));
        };
        first.keep();
        assertEquals(2, batch.submissions.size());
    }
}
