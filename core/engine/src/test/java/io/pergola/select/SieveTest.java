package io.pergola.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an index finds by itself is what a look at every run finds. */
final class SieveTest implements Stores {

    private static final int ROUNDS = 300;
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    private static final List<String> PARTS = List.of(
            "PASSED",
            "FAILED",
            "RESULT_ERROR",
            "COMPLETE",
            "!COMPLETE",
            "!PASSED",
            "user=ann",
            "user!=ann",
            "user=*n*",
            "name=hpc.*",
            "name=\ud83d\ude00?*",
            "name=demo.c",
            "sys_name=tiny",
            "scheduler=raw",
            "series=s1",
            "state=complete",
            "state=c*",
            "result=pass",
            "created<1 week",
            "created<=3 days",
            "created>1 week",
            "created>2026-11-20",
            "created<2026-11-20",
            "num_nodes>=0",
            "(user=ann | FAILED)");

    private final Path folder;
    private final List<RunDirectory> runs = new ArrayList<>();
    private Instant now = NOW;

    SieveTest(@TempDir Path folder) {
        this.folder = folder;
        make("hpc.a", "ann", 30, Verdict.PASS);
        make("hpc.b", "bob", 8, Verdict.FAIL);
        make("\ud83d\ude00x", "ann", 6, Verdict.ERROR);
        make("demo.c", "ann", 2, null);
        make("demo.c", "eve", 0, Verdict.PASS);
    }

    private Store store() {
        return Store.open(
                folder.resolve("work"), new StoreOptions(RunId.MAIN, 2, null, folder.resolve("cache")), () -> now);
    }

    private void make(String name, String user, int daysAgo, @Nullable Verdict verdict) {
        now = NOW.minusSeconds(86_400L * daysAgo);
        var nothing = new Value.Entries(new LinkedHashMap<>());
        List<RunDirectory> made = store().createRuns(List.of(new NewRun(
                name,
                nothing,
                Map.of("user", Value.of(user), "sys_name", Value.of("tiny"), "scheduler", Value.of("raw")))));
        store().createSeries("cmdline", made);
        if (verdict != null) {
            made.getFirst().end(new StateEntry(now, "COMPLETE", ""), verdict);
        }
        runs.addAll(made);
        now = NOW;
    }

    private RunFilter filter(String text) {
        var problems = new ArrayList<Problem>();
        Filter filter =
                Filter.read(text, NOW, ZoneOffset.UTC, problems).orElseThrow(() -> new AssertionError(problems));
        return RunFilter.NONE.meeting(filter, new StoredFacts(this));
    }

    private static List<RunSummary> those(List<RunSummary> of, RunFilter filter) {
        return of.stream().filter(filter::test).toList();
    }

    private void check(String text) {
        RunFilter filter = filter(text);
        assertEquals(those(store().allSummaries(), filter), those(store().summaries(filter.sieve()), filter), text);
    }

    @Test
    void findsWhatIsWanted() {
        var random = new Random(5);
        for (int i = 0; i < ROUNDS; i++) {
            var text = new StringBuilder(PARTS.get(random.nextInt(PARTS.size())));
            for (int k = random.nextInt(3); k > 0; k--) {
                text.append(' ').append(PARTS.get(random.nextInt(PARTS.size())));
            }
            check(text.toString());
        }
    }

    @Test
    void looksAtFewRunsOnceAllAreKnown() {
        store().summaries(filter("FAILED").sieve());
        assertEquals(List.of(2, 4), numbers("FAILED"), "the failed, and what has not ended");
        assertEquals(
                List.of(1, 3, 4, 5),
                numbers("user=*n* state=complete name=* !FAILED").stream()
                        .filter(number -> number != 2)
                        .toList());
    }

    private List<Integer> numbers(String text) {
        return store().summaries(filter(text).sieve()).stream()
                .map(run -> run.id().number())
                .toList();
    }

    @Test
    void seesWhatChanged() throws IOException {
        check("PASSED");
        make("hpc.new", "ann", 0, Verdict.PASS);
        check("PASSED");
        assertTrue(numbers("PASSED").contains(6));
        runs.get(3).end(new StateEntry(NOW, "COMPLETE", ""), Verdict.PASS);
        assertTrue(numbers("PASSED").contains(4));
        check("PASSED");
        store().remove(runs.getFirst());
        assertEquals(
                Optional.empty(),
                store().summaries(filter("PASSED").sieve()).stream()
                        .filter(run -> run.id().number() == 1)
                        .findFirst());
        runs.get(1).revise(new Value.Entries(new LinkedHashMap<>()), Verdict.PASS);
        check("PASSED");
        assertTrue(numbers("PASSED").contains(2));
        Files.writeString(runs.get(2).path().resolve("run.json"), "broken");
        check("PASSED");
    }

    @Test
    void isNotAskedOfAnIndexThatForgotWhatChanged() {
        check("FAILED");
        runs.getFirst().revise(new Value.Entries(new LinkedHashMap<>()), Verdict.FAIL);
        assertEquals(1, store().summaries(List.of(5)).size());
        check("FAILED");
        assertTrue(numbers("FAILED").contains(1));
    }

    @Test
    void aRunThatIsJustBeingMadeIsNotForgotten() throws IOException {
        Path half = Files.createDirectory(folder.resolve("work/test_runs/77"));
        check("user=zoe");
        make("other", "zoe", 0, Verdict.PASS);
        check("user=zoe");
        Path made = runs.getLast().path();
        String text = Files.readString(made.resolve("run.json"));
        Files.writeString(half.resolve("run.json"), text.replace("other", "late"));
        check("user=zoe");
        assertEquals(
                2,
                those(store().summaries(filter("user=zoe").sieve()), filter("user=zoe"))
                        .size());
    }

    @Override
    public Optional<Store> store(String label) {
        return Optional.of(store());
    }

    @Override
    public Collection<String> labels() {
        return List.of(RunId.MAIN);
    }
}
