package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.json.Json;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of runs whose summaries are known. */
final class ManyResultsTest {

    private static final String WHOLE = """
            {"name":"s.t","result":"FAIL","result_reason":"too slow","return_value":3,"started":12.5,"sched":{"nodes":4},\
            "pav_result_errors":["first","second"],"per_file":{"a":{"x":1}},"triad":9.5,"result_units":{"triad":"GB/s"}}""";

    private static final String BRIEF = """
            {"result":"FAIL","result_reason":"too slow","return_value":3,"pav_result_errors":["first"],"triad":9.5,\
            "result_units":{"triad":"GB/s"}}""";

    private final Scratch scratch;

    ManyResultsTest(@TempDir Path dir) {
        scratch = new Scratch(dir);
    }

    private RunDirectory ended(String results) {
        RunDirectory run = scratch.create();
        run.writeResults((Value.Entries) Json.read(results));
        run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, "Done"), Verdict.FAIL);
        return run;
    }

    private Map<Integer, String> results(boolean brief) {
        Store store = scratch.store();
        return store.results(store.allSummaries(), brief).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Json.write(entry.getValue())));
    }

    @Test
    void inBriefAreTheTestsOwn() {
        ended(WHOLE);
        assertEquals(Map.of(1, BRIEF), results(true));
        assertEquals(Map.of(1, WHOLE), results(false));
    }

    @Test
    void areTheNewOnesOfARunThatWasRevised() {
        RunDirectory run = ended(WHOLE);
        results(true);
        run.revise((Value.Entries) Json.read("{\"triad\":1}"), Verdict.PASS);
        assertEquals(Map.of(1, "{\"triad\":1}"), results(true));
    }

    @Test
    void areReadFromTheDirectoriesOfRunsThatAreNotInTheIndex() {
        ended(WHOLE);
        List<RunSummary> seen = scratch.store().allSummaries();
        RunDirectory open = scratch.create();
        open.writeResults((Value.Entries) Json.read("{\"triad\":2}"));
        List<RunSummary> both = List.of(seen.getFirst(), open.fresh("", ""));
        assertEquals(
                List.of(1, 2), List.copyOf(scratch.store().results(both, true).keySet()));
    }

    @Test
    void ofManyRunsComeFromTheIndexInRanges(@TempDir Path folder) throws SQLException {
        ended(WHOLE);
        RunSummary run = scratch.store().allSummaries().getFirst();
        try (Index index = Index.open(folder.resolve("index"))) {
            var update = new IndexUpdate(false);
            IntStream.rangeClosed(1, 2_100).forEach(i -> {
                String text = i % 7 == 0 ? "" : "{\"id\":1,\"triad\":" + i + "}";
                update.results().put(3 * i, text);
                update.briefs().put(3 * i, BriefResults.of(run, text));
            });
            index.update(update);
            List<Integer> all = List.copyOf(update.results().keySet());
            assertEquals(update.results(), index.results(all));
            assertEquals(
                    Map.of(3, update.results().get(3), 6_300, ""),
                    index.results(List.of(6_300, 3, 5, 9_000)),
                    "far apart");
            Map<Integer, String> briefs = index.briefs(all);
            assertEquals(2_100, briefs.size());
            assertEquals("{\"triad\":2000}", briefs.get(6_000));
            assertEquals("", briefs.get(6_300));
        }
    }
}
