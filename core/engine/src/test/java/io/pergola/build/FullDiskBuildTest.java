package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.RunState;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.SmallDisk;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds in a working directory in which there is no space left. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class FullDiskBuildTest {

    private static final int LARGE = 3 * 1024 * 1024;

    private SmallDisk disk;
    private Path sources;
    private Store store;
    private Builder builder;
    private RunDirectory earlier;

    @BeforeEach
    void mount(@TempDir Path directory) throws Exception {
        Path work = Files.createDirectory(directory.resolve("work"));
        disk = SmallDisk.mount(work, "2m");
        sources = Files.createDirectory(directory.resolve("test_src"));
        store = Store.open(
                work, new StoreOptions("main", 0022, null, directory.resolve("cache")), InstantSource.system());
        builder = LocalBuilder.make(store.builds(), sources, directory.resolve("cache/sources"));
        earlier = store.createRuns(List.of(new NewRun("s.t", new Value.Entries(new LinkedHashMap<>()), Map.of())))
                .getFirst();
        store.storeResults(earlier, new Value.Entries(new LinkedHashMap<>(Map.of("result", Value.of("PASS")))));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    private BuildOutcome build(String section) throws InterruptedException {
        Value.Entries saved = (Value.Entries) Json.read("""
                {"suite":"s","test":"t","subtitle":"","label":"main","suite_path":"/s.yaml","host":"h","os":"o","modes":[],
                 "options":{},"permutation":{},"variables":{},"config":{"build":%s}}""".formatted(section));
        RunDirectory run =
                store.createRuns(List.of(new NewRun("s.t", saved, Map.of()))).getFirst();
        return builder.build(run, ResolvedTest.fromValue(saved));
    }

    private void saysSoLeavesNothingAndBuildsOnceThereIsSpace(String section) throws Exception {
        var failed = assertInstanceOf(BuildOutcome.Failed.class, build(section));
        assertEquals(RunState.BUILD_ERROR, failed.state(), failed.why());
        assertTrue(failed.why().contains("no space left") && failed.why().contains("pergola clean"), failed.why());
        assertEquals(List.of(), builds(), "nothing half made is left");
        assertEquals(Value.of("PASS"), earlier.results().orElseThrow().values().get("result"), "results are unharmed");
        disk.resize("32m");
        assertEquals(new BuildOutcome.Ready(), build(section));
        assertEquals(1, builds().size());
    }

    private List<Path> builds() throws IOException {
        try (var all = Files.list(store.builds())) {
            return all.filter(path -> !path.toString().endsWith(".lock")
                            && !path.toString().endsWith(".finished"))
                    .toList();
        }
    }

    @Test
    void whileTheSourceIsCopied() throws Exception {
        Files.write(sources.resolve("large"), new byte[LARGE]);
        saysSoLeavesNothingAndBuildsOnceThereIsSpace("{\"source_path\":\"large\",\"cmds\":[\"true\"]}");
    }

    @Test
    void whileTheScriptRuns() throws Exception {
        saysSoLeavesNothingAndBuildsOnceThereIsSpace(
                "{\"cmds\":[\"head -c " + LARGE + " /dev/zero >large\"],\"autoexit\":\"true\"}");
    }

    @Test
    void whileTheScriptPrints() throws Exception {
        saysSoLeavesNothingAndBuildsOnceThereIsSpace(
                "{\"cmds\":[\"head -c " + LARGE + " /dev/zero\"],\"autoexit\":\"true\"}");
    }
}
