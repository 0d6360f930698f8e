package io.pergola.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.NodeInfo;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.spi.ProcessIdentity;
import io.pergola.spi.Scheduler;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KickoffTest {

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

    private final FakeArrays batch = new FakeArrays();
    private final List<String> turns = Collections.synchronizedList(new ArrayList<>());
    private final Store store;
    private Runnable beforeTurn = () -> {};

    KickoffTest(@TempDir Path folder) {
        store = Store.open(
                folder.resolve("it's work"), new StoreOptions("main", 2, null, folder.resolve("cache")), () -> NOW);
    }

    private static ResolvedTest test(String name, String schedule) {
        String saved = """
                {"suite": "s", "test": "%s", "subtitle": "", "label": "main", "suite_path": "/s.yaml", "host": "", "os": "",
                 "modes": [], "options": {}, "permutation": {}, "variables": {},
                 "config": {"scheduler": "fake", "schedule": {%s}, "run": {"cmds": ["true"]}, "build": {}}}
                """.formatted(name, schedule);
        return ResolvedTest.fromValue((Value.Entries) Json.read(saved));
    }

    private List<JobStart> start(ResolvedTest... tests) {
        List<RunDirectory> directories = store.createRuns(List.of(tests).stream()
                .map(test -> new NewRun(test.name(), test.toValue(), Map.of()))
                .toList());
        List<PlannedRun> runs = IntStream.range(0, tests.length)
                .mapToObj(i -> new PlannedRun(directories.get(i), tests[i]))
                .toList();
        var settings = new KickoffSettings(
                Path.of("/opt/pergola"), new LinkedHashMap<>(), 0, List.of(), new ProcessIdentity("box", 1, 2, "boot"));
        Schedulers schedulers = new Schedulers() {
            @Override
            public Scheduler get(String name) {
                return batch;
            }

            @Override
            public void awaitTurn(String name) {
                beforeTurn.run();
                turns.add(name);
            }
        };
        List<NodeInfo> nodes = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> NodeInfo.up("n" + i, 4, 1000))
                .toList();
        var machine = new Machine(nodes, () -> nodes, LastPasses.NONE, 7);
        var plans = new NodePlans(name -> Optional.of(machine));
        return new Kickoff(store, schedulers, plans, settings, () -> NOW).start(runs);
    }

    /** Tests that ask for the same and share with nobody. */
    private static ResolvedTest[] equal(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> test("t" + i, "\"share_allocation\": \"false\", \"nodes\": \"1\""))
                .toArray(ResolvedTest[]::new);
    }

    private static JobDirectory job(JobStart start) {
        return ((JobStart.Launched) start).job();
    }

    @Test
    void equalJobsGoInOneSubmissionAndAreJobsOfTheirOwn() throws IOException {
        List<JobStart> starts = start(equal(3));
        assertEquals(List.of("1-3 pergola_s.t0,s.t1,s.t2"), batch.submissions);
        assertEquals(1, turns.size());
        for (int i = 0; i < 3; i++) {
            JobDirectory job = job(starts.get(i));
            assertEquals(List.of(i + 1), job.runs());
            assertEquals(Optional.of(Map.of("id", "1_" + (i + 1))), job.info());
            assertTrue(Files.readString(job.kickoff()).contains("_pilot"));
            assertEquals(job.id(), store.run(i + 1).orElseThrow().jobId().orElse(""));
        }
    }

    @Test
    void theScriptOfAllFindsEachJobsOwnByTheIndex() throws Exception {
        List<JobStart> starts = start(equal(3));
        String text = Files.readString(batch.scripts.getFirst());
        assertTrue(text.startsWith("#!/bin/bash\n#FAKE pergola_s.t0,s.t1,s.t2\n"), text);
        Path second = job(starts.get(1)).kickoff();
        Files.writeString(second, "echo the second of $INDEX");
        var process = new ProcessBuilder(batch.scripts.getFirst().toString());
        process.environment().put("INDEX", "2");
        assertEquals(
                "the second of 2\n",
                new String(process.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void noSubmissionHoldsMoreThanTheBatchSystemTakes() {
        batch.largest = 4;
        assertEquals(10, start(equal(10)).size());
        assertEquals(
                List.of("1-3 ", "1-3 ", "1-4 "),
                batch.submissions.stream()
                        .map(said -> said.replaceAll("pergola.*", ""))
                        .sorted()
                        .toList());
        assertEquals(3, turns.size());
    }

    @Test
    void jobsThatDifferGoByThemselves() {
        start(test("a", "\"qos\": \"x\""), test("b", "\"qos\": \"y\""));
        assertEquals(List.of("pergola_s.a", "pergola_s.b"), batch.submissions);
    }

    @Test
    void whereArraysAreNotTakenEachGoesByItself() {
        batch.largest = 1;
        start(equal(2));
        assertEquals(List.of("pergola_s.t0", "pergola_s.t1"), batch.submissions);
    }

    @Test
    void ofTooManyAsManyAsThereIsRoomForAreTakenAndTheOthersEnd() {
        batch.room = 5;
        List<JobStart> starts = start(equal(8));
        assertEquals(
                List.of("no 1-8 ", "1-4 ", "no 5-8 ", "no 5-6 ", "", "no "),
                batch.submissions.stream()
                        .map(said -> said.replaceAll("pergola.*", ""))
                        .toList());
        assertEquals(
                5, starts.stream().filter(JobStart.Launched.class::isInstance).count());
        List<RunSummary> runs = store.allSummaries();
        assertEquals(
                List.of("SCHEDULED", "SCHED_ERROR"),
                List.of(runs.get(4).state(), runs.get(5).state()));
        assertEquals("full", runs.get(7).note());
        assertEquals(batch.submissions.size(), turns.size());
    }

    /** As long as it waits for its turn, a job has no directory: who finds one without a job in the queue takes it for lost. */
    @Test
    void aJobIsMadeOnlyWhenItsTurnHasCome() {
        batch.largest = 1;
        beforeTurn = () -> assertEquals(turns.size() + 1L, jobs() + 1L);
        start(equal(2));
        assertEquals(2, jobs());
    }

    private long jobs() {
        try (var all = Files.list(store.path().resolve("jobs"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
