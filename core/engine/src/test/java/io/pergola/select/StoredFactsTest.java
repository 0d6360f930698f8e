package io.pergola.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.filter.Filter;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a store with the series s1 of the runs 1 (passed, ann), 2 (failed, bob) and 3 (waits, ann, partition gpu). */
final class StoredFactsTest implements Stores {

    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final Store store;

    StoredFactsTest(@TempDir Path folder) {
        store = Store.open(
                folder.resolve("work"), new StoreOptions(RunId.MAIN, 2, null, folder.resolve("cache")), () -> NOW);
        List<RunDirectory> runs = store.createRuns(
                List.of(run("hpc.a", "ann", ""), run("hpc.b", "bob", ""), run("demo.c", "ann", "gpu")));
        store.createSeries("cmdline", runs);
        for (RunDirectory run : runs.subList(0, 2)) {
            run.append(new StateEntry(NOW.plusSeconds(1), "BUILD_DONE", ""));
            run.append(new StateEntry(NOW.plusSeconds(2), "RUNNING", ""));
        }
        runs.get(0).end(new StateEntry(NOW.plusSeconds(3), "COMPLETE", ""), Verdict.PASS);
        runs.get(1).end(new StateEntry(NOW.plusSeconds(4), "COMPLETE", ""), Verdict.FAIL);
    }

    private static NewRun run(String name, String user, String partition) {
        var schedule = new LinkedHashMap<String, Value>(Map.of("partition", Value.of(partition)));
        var config = new LinkedHashMap<String, Value>(Map.of("schedule", new Value.Entries(schedule)));
        return new NewRun(
                name,
                new Value.Entries(new LinkedHashMap<>(Map.of("config", new Value.Entries(config)))),
                Map.of("user", Value.of(user), "sys_name", Value.of("tiny")));
    }

    @Override
    public Optional<Store> store(String label) {
        return label.equals(RunId.MAIN) ? Optional.of(store) : Optional.empty();
    }

    @Override
    public Collection<String> labels() {
        return List.of(RunId.MAIN);
    }

    private List<Integer> left(RunFilter filter) {
        return store.summaries(Arrays.stream(store.runNumbers()).boxed().toList()).stream()
                .filter(filter::test)
                .map(RunSummary::id)
                .map(RunId::number)
                .toList();
    }

    private RunFilter written(String text) {
        var problems = new ArrayList<Problem>();
        Optional<Filter> filter = Filter.read(text, NOW, ZoneOffset.UTC, problems);
        assertEquals(List.of(), problems);
        return RunFilter.NONE.meeting(filter.orElseThrow(), new StoredFacts(this));
    }

    @Test
    void shortOptionsMeanTheSameAsFilters() {
        RunFilter none = RunFilter.NONE;
        Instant then = NOW.plusSeconds(86_400);
        Map<String, RunFilter> pairs = new LinkedHashMap<>();
        pairs.put("COMPLETE", none.ended(true));
        pairs.put("!COMPLETE", none.ended(false));
        pairs.put("PASSED", none.verdict(Verdict.PASS));
        pairs.put("FAILED", none.verdict(Verdict.FAIL));
        pairs.put("RESULT_ERROR", none.verdict(Verdict.ERROR));
        pairs.put("state=complete", none.state("complete"));
        pairs.put("name=hpc.*", none.name("hpc.*"));
        pairs.put("user=ann", none.user("ann"));
        pairs.put("sys_name=tiny", none.sysName("tiny"));
        pairs.put("created<2026-11-22", none.olderThan(Instant.parse("2026-11-22T00:00:00Z")));
        pairs.put("created>1 day", none.olderThan(NOW.minusSeconds(86_400)));
        pairs.put("created<1 day", none.newerThan(NOW.minusSeconds(86_400)));
        pairs.put("created>2026-11-22", none.newerThan(then));
        pairs.put("user=ann COMPLETE", none.user("ann").ended(true));
        pairs.forEach((text, option) -> assertEquals(left(option), left(written(text)), text));
        assertEquals(List.of(1), left(none.user("ann").ended(true)));
    }

    @Test
    void whatSummariesLackIsLookedUp() {
        assertEquals(List.of(3), left(written("partition=gpu")));
        assertEquals(List.of(1, 2), left(written("has_state=BUILD_DONE")));
        assertEquals(List.of(2), left(written("has_state=running FAILED")));
        assertEquals(List.of(), left(written("ALL_STARTED")));
        store.run(3).orElseThrow().append(new StateEntry(NOW.plusSeconds(5), "RUNNING", ""));
        assertEquals(List.of(1, 2, 3), left(written("ALL_STARTED")));
    }

    @Test
    void nothingIsKnownOfARunWhoseNumberAnotherHas() {
        RunSummary now = store.summaries(List.of(3)).getFirst();
        var other = new RunSummary(
                now.id(),
                "another",
                now.name(),
                now.user(),
                now.sysName(),
                "",
                "",
                "",
                List.of(),
                NOW,
                null,
                null,
                "CREATED",
                NOW,
                "",
                null,
                false);
        assertEquals("", new StoredFacts(this).partition(other));
        assertEquals(List.of(), new StoredFacts(this).states(other));
        assertEquals(false, new StoredFacts(this).allStarted(other));
    }
}
