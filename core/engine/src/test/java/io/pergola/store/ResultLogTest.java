package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultLogTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    @BeforeEach
    void prepare() {
        scratch = new Scratch(dir);
    }

    private Store store(Path log, boolean flatten) {
        var options = new StoreOptions("main", 0002, null, scratch.cache(), 1, log, flatten, IndexProgress.UNSEEN);
        return Store.open(scratch.working(), options, InstantSource.fixed(Scratch.NOW));
    }

    private static Value.Entries results(String text) {
        return (Value.Entries) Json.read(text);
    }

    private static Optional<String> add(ResultLog log, int run, Value.Entries results) {
        return log.add(run, results, Fields.bytes(results));
    }

    private static List<Value> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Json::read).toList();
    }

    @Test
    void aRunIsALineInTheWorkingDirectory() throws IOException {
        ResultLog log = scratch.store().resultLog();
        Value.Entries first = results("{\"name\": \"s.t\", \"id\": 1, \"per_file\": {}, \"text\": \"a\\nb\"}");
        assertEquals(Optional.empty(), add(log, 1, first));
        assertEquals(Optional.empty(), add(log, 2, results("{\"id\": 2}")));
        assertEquals(scratch.working().resolve("results.log"), log.file());
        assertEquals(List.of(first, results("{\"id\": 2}")), lines(log.file()));
    }

    @Test
    void eachFileIsALineWithWhatWasFoundInIt() throws IOException {
        Value.Entries results = results("""
                {"name": "s.t", "id": 1, "result": "PASS",
                 "per_file": {"n1": {"rate": 5, "result": "FAIL", "id": 9}, "n2": {"rate": 6}}}""");
        store(dir.resolve("flat"), true).resultLog().add(1, results, Fields.bytes(results));
        assertEquals(
                List.of(
                        results("{\"name\": \"s.t\", \"id\": 1, \"result\": \"PASS\", \"file\": \"n1\", \"rate\": 5}"),
                        results("{\"name\": \"s.t\", \"id\": 1, \"result\": \"PASS\", \"file\": \"n2\", \"rate\": 6}")),
                lines(dir.resolve("flat")));
        store(dir.resolve("deep"), false).resultLog().add(1, results, Fields.bytes(results));
        assertEquals(List.of(results), lines(dir.resolve("deep")));
    }

    @Test
    void whatWasJudgedAgainIsMarked() throws IOException {
        ResultLog log = scratch.store().resultLog();
        log.addAgain(1, results("{\"id\": 1}"), Scratch.NOW);
        assertEquals("{\"id\":1,\"re_run\":1.795291200123456E9}\n", Files.readString(log.file()));
    }

    @Test
    void anUnfinishedLineOfAKilledWriterSpoilsNoOther() throws IOException {
        ResultLog log = scratch.store().resultLog();
        add(log, 1, results("{\"id\": 1}"));
        Files.writeString(log.file(), "{\"id\": 2, \"na", StandardOpenOption.APPEND);
        add(log, 3, results("{\"id\": 3}"));
        assertEquals(List.of("{\"id\":1}", "{\"id\": 2, \"na", "{\"id\":3}"), Files.readAllLines(log.file()));
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws IOException {
        Store blocked = store(FULL, true);
        List<RunDirectory> runs = blocked.createRuns(Scratch.newRuns(3));
        for (RunDirectory run : runs) {
            Scratch.finish(run, Verdict.PASS);
            String why = blocked.storeResults(run, run.results().orElseThrow()).orElseThrow();
            assertTrue(why.contains("/dev/full: no space left on device"), why);
        }
        ResultLog.CaughtUp still = blocked.catchUpResults().orElseThrow();
        assertEquals(3, still.missing());
        assertTrue(still.why().contains("no space left"), still.why());

        Files.delete(runs.get(1).path().resolve("run.json"));
        Store free = store(dir.resolve("log"), true);
        assertEquals(new ResultLog.CaughtUp(2, 0, ""), free.catchUpResults().orElseThrow());
        assertEquals(
                List.of(Scratch.entries("result", "PASS"), Scratch.entries("result", "PASS")),
                lines(dir.resolve("log")));
        assertEquals(Optional.empty(), free.catchUpResults());
    }

    @Test
    void withoutMishapsNothingElseIsMade() throws IOException {
        Store store = scratch.store();
        add(store.resultLog(), 1, results("{\"id\": 1}"));
        assertEquals(Optional.empty(), store.catchUpResults());
        assertFalse(Files.exists(scratch.working().resolve("results.missed")));
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path log = dir.resolve("no/such/log");
        String why = add(store(log, true).resultLog(), 1, results("{}")).orElseThrow();
        assertTrue(why.contains(log + ": it does not exist"), why);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300_000})
    void linesOfSeveralProcessesDoNotMix(int length) throws Exception {
        int processes = 4;
        StoreProcess.together(dir, processes, "log" + length);
        List<Value> lines = lines(scratch.store().resultLog().file());
        assertEquals(processes * StoreProcess.LINES, lines.size());
        assertEquals(
                processes,
                lines.stream()
                        .map(line -> ((Value.Entries) line).values().getOrDefault("text", Value.NULL))
                        .distinct()
                        .count());
        lines.forEach(line -> assertEquals(
                Value.of(Map.of("text", ((Value.Entries) line).values().getOrDefault("text", Value.NULL))), line));
    }
}
