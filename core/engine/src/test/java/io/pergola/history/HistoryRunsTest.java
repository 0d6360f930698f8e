package io.pergola.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.json.Json;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.Figures;
import io.pergola.store.RunSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRunsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static PastRun run(int number, String results) {
        List<String> nodes = List.of("n" + number);
        var summary = new RunSummary(
                new RunId("main", number),
                "uuid-" + number,
                "stream.triad",
                "ann",
                "big",
                "s1",
                "job-1",
                "slurm",
                nodes,
                BEGIN.plusSeconds(100 - number),
                BEGIN.plusSeconds(200),
                BEGIN.plusSeconds(210),
                "COMPLETE",
                BEGIN.plusSeconds(210),
                "a note",
                Verdict.FAIL,
                true);
        return new PastRun(
                summary,
                new PastRun.Name("stream", "triad", ""),
                new PastRun.Origin("b7", "c1", "abc", "/suites/stream.yaml"),
                "low",
                OptionalLong.of(3),
                1,
                Figures.flat((Value.Entries) Json.read(results), nodes));
    }

    @Test
    void runsAndTheirFiguresComeBackAsTheyWere(@TempDir Path folder) {
        try (History history = History.open(folder.resolve("history.db"))) {
            history.enter(List.of(run(1, """
                    {"triad": 12.5, "note": "fast [a]", "list": [1, 2], "broken": "[1, 2", "table": {"a": {"b": 3}},
                     "per_file": {"f1": {"rate": 4}, "f2": {"rate": 5}}, "result_units": {"triad": "GB/s", "rate": "MB/s"},
                     "result_references": {"triad": {"value": 20, "lower": 15, "better": "higher", "state": "below"}}}
                    """), run(2, "{}")));
            var runs = new HistoryRuns(history);
            List<RunSummary> all = runs.all();
            assertEquals(
                    List.of(2, 1), all.stream().map(run -> run.id().number()).toList());
            RunSummary first = all.get(1);
            assertEquals(BEGIN.plusSeconds(99), first.created());
            assertEquals(
                    "ann big s1 COMPLETE FAIL",
                    String.join(
                            " ",
                            first.user(),
                            first.sysName(),
                            first.series(),
                            first.state(),
                            String.valueOf(first.result())));

            var results = new LinkedHashMap<>(runs.results(first).values());
            assertEquals(Json.read("""
                            {"id": 1, "name": "stream.triad", "user": "ann", "sys_name": "big", "series": "s1",
                             "revision": "abc", "build": "b7", "uuid": "uuid-1", "result": "FAIL",
                             "created": 1767225699.0, "started": 1767225800.0, "finished": 1767225810.0,
                             "duration": 10.0, "return_value": 3, "nodes": ["n1"]}
                            """), part(results, 15));
            assertEquals(Json.read("""
                            {"broken": "[1, 2", "list": [1, 2], "note": "fast [a]",
                             "per_file": {"f1": {"rate": 4.0}, "f2": {"rate": 5.0}},
                             "table": {"a": {"b": 3.0}}, "triad": 12.5,
                             "result_units": {"per_file.f1.rate": "MB/s", "per_file.f2.rate": "MB/s", "triad": "GB/s"}}
                            """), part(results, 7));
            assertEquals(
                    Value.of(15.0),
                    ((Value.Entries) ((Value.Entries) results.getOrDefault("result_references", Value.NULL))
                                    .values()
                                    .getOrDefault("triad", Value.NULL))
                            .values()
                            .get("lower"));
        }
    }

    @Test
    void aKeyBelowAValueKeepsItsDots() {
        var tree = new FigureTree();
        tree.put("a", Value.of(1));
        tree.put("a.b", Value.of(2));
        tree.put("c.d", Value.of(3));
        tree.put("c", Value.of(4));
        assertEquals(Json.read("{\"a\": 1, \"c\": {\"d\": 3}, \"a.b\": 2}"), Value.of(tree.values()));
    }

    /** Takes away so many of the first. */
    private static Value part(SequencedMap<String, Value> values, int count) {
        var part = new LinkedHashMap<String, Value>();
        for (int i = 0; i < count; i++) {
            var first = values.pollFirstEntry();
            part.put(first.getKey(), first.getValue());
        }
        return Value.of(part);
    }
}
