package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of real builds, for how long, and what is said of them. */
@Timeout(60)
class BuildCacheTest {

    private Store store;
    private Builder builder;
    private BuildCache cache;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = Store.open(
                directory.resolve("work"),
                new StoreOptions("main", 0022, null, directory.resolve("cache")),
                InstantSource.system());
        builder = LocalBuilder.make(store.builds(), directory, directory.resolve("cache/sources"));
        cache = new BuildCache(store.builds(), store::buildUsers, 0022);
    }

    private static Value.Entries saved(String command) {
        return (Value.Entries) Json.read("""
                {"suite":"s","test":"t","subtitle":"","label":"main","suite_path":"/s.yaml","host":"h","os":"o","modes":[],
                 "options":{},"permutation":{},"variables":{},"config":{"build":{"cmds":[%s]}}}""".formatted(Json.write(Value.of(command))));
    }

    private RunDirectory build(String command, boolean rebuild) throws InterruptedException {
        Value.Entries saved = saved(command);
        Map<String, Value> extra = rebuild ? Map.of(Builder.REBUILD, Value.of(true)) : Map.of();
        RunDirectory run =
                store.createRuns(List.of(new NewRun("s.t", saved, extra))).getFirst();
        assertEquals(new BuildOutcome.Ready(), builder.build(run, ResolvedTest.fromValue(saved)));
        return run;
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    private static Path origin(RunDirectory run) throws IOException {
        return run.buildOrigin().toRealPath();
    }

    @Test
    void listsWhatWasMadeOfWhatAndWhoUsesIt() throws Exception {
        RunDirectory one = build("echo hello > a", false);
        RunDirectory two = build("echo hello > a", false);
        List<BuildCache.Kept> all = cache.list();
        assertEquals(1, all.size());
        BuildCache.Kept kept = all.getFirst();
        assertEquals(List.of(one.id().number(), two.id().number()), kept.runs());
        assertTrue(kept.bytes() >= 6, () -> "bytes: " + kept.bytes());
        BuildRecord record = kept.record().orElseThrow();
        assertEquals(one.user(), record.user());
        assertTrue(record.parts().getOrDefault("script", "").contains("echo hello > a"), record::toString);
    }

    @Test
    void aRebuildLeavesTheBuildThatOthersUse() throws Exception {
        RunDirectory before = build("date +%N > a", false);
        String old = Files.readString(before.buildDir().resolve("a"));
        RunDirectory again = build("date +%N > a", true);
        assertNotEquals(origin(before), origin(again));
        assertEquals(old, Files.readString(before.buildDir().resolve("a")));
        RunDirectory after = build("date +%N > a", false);
        assertEquals(origin(again), origin(after));
    }

    @Test
    void runsThatWereCreatedTogetherShareTheirRebuild() throws Exception {
        build("date +%N > a", false);
        Value.Entries saved = saved("date +%N > a");
        var wanted = new NewRun("s.t", saved, Map.of(Builder.REBUILD, Value.of(true)));
        List<RunDirectory> both = store.createRuns(List.of(wanted, wanted));
        for (RunDirectory run : both) {
            assertEquals(new BuildOutcome.Ready(), builder.build(run, ResolvedTest.fromValue(saved)));
        }
        assertEquals(origin(both.getFirst()), origin(both.getLast()));
        assertEquals(2, cache.list().size());
    }

    @Test
    void cleaningLeavesWhatIsUsed() throws Exception {
        RunDirectory used = build("echo used > a", false);
        RunDirectory gone = build("echo gone > a", false);
        Path build = origin(gone);
        Files.delete(gone.buildOrigin());
        assertEquals(new BuildCache.Cleaned(0, 0), cache.clean(Instant.now().minus(Duration.ofHours(1))));
        assertEquals(1, cache.clean(tomorrow()).removed());
        assertFalse(Files.exists(build));
        assertEquals("used\n", Files.readString(used.buildDir().resolve("a")));
        assertEquals(1, cache.list().size());
        assertEquals(
                "gone\n",
                Files.readString(build("echo gone > a", false).buildDir().resolve("a")));
    }

    @Test
    void cleaningLeavesWhatIsBeingMade() throws Exception {
        RunDirectory run = build("true", false);
        Path build = origin(run);
        Files.delete(run.buildOrigin());
        try (BuildLocks.Held _ =
                new BuildLocks(0022).take(store.builds(), build.getFileName().toString())) {
            Process other = cleaner();
            assertEquals(0, other.waitFor());
        }
        assertTrue(Files.exists(build));
    }

    /** Another process, since a lock holds between processes. */
    private Process cleaner() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CleanProcess.class.getName(),
                        store.builds().toString())
                .inheritIO()
                .start();
    }

    @Test
    void whatAKilledBuilderOrCleanerLeftIsNoBuild() throws Exception {
        Path half = Files.createDirectories(store.builds().resolve("0123456789abcdef"));
        Files.writeString(half.resolve("part"), "half");
        Files.createDirectories(store.builds().resolve(".removed-fedcba9876543210-1/sub"));
        assertTrue(cache.list().getFirst().record().isEmpty());
        assertEquals(1, cache.clean(tomorrow()).removed());
        try (var left = Files.list(store.builds())) {
            assertEquals(List.of(), left.filter(Files::isDirectory).toList());
        }
    }

    @Test
    void aDamagedRecordIsNamed() throws Exception {
        RunDirectory run = build("true", false);
        Path record = store.builds().resolve(origin(run).getFileName() + ".finished");
        Files.writeString(record, "{\"half\":");
        var failure = assertThrows(IOException.class, cache::list);
        assertEquals(record + " is damaged; remove it, and the build is made anew", failure.getMessage());
    }
}
