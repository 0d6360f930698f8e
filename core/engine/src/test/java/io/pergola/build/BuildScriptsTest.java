package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.exec.Exit;
import io.pergola.exec.MarkedProcesses;
import io.pergola.exec.SpawnRequest;
import io.pergola.exec.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildScriptsTest {

    private static final BuildScripts.Silence NEVER = new BuildScripts.Silence(Optional.empty(), Optional.empty());
    private static final String TWO_SESSIONS = "setsid sleep 1000 & echo up; sleep 1000";
    private static final int PATIENCE_MS = 60_000;

    private final BuildScripts scripts = new BuildScripts(new Spawner(), InstantSource.system());
    private final Path build;

    BuildScriptsTest(@TempDir Path directory) {
        build = directory.resolve("build");
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(build);
    }

    private SpawnRequest script(String text) {
        return new SpawnRequest(
                List.of("bash", "-c", text),
                Map.of("PATH", "/usr/bin:/bin"),
                build,
                build.resolveSibling("log"),
                false);
    }

    private int living() {
        return new MarkedProcesses()
                .find(MarkedProcesses.BUILD, build.toString())
                .size();
    }

    private void awaitBoth() throws InterruptedException {
        for (int waited = 0; living() < 2; waited += 10) {
            assertTrue(waited < PATIENCE_MS, "the script never started");
            Thread.sleep(10);
        }
    }

    private FutureTask<Optional<Exit>> inBackground() {
        var task = new FutureTask<>(() -> scripts.run(script(TWO_SESSIONS), NEVER));
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    @Test
    void aScriptThatFailsLeavesNothingRunning() throws Exception {
        Optional<Exit> exit = scripts.run(script("setsid sleep 1000 & sleep 0.2; exit 3"), NEVER);
        assertEquals(3, exit.orElseThrow().code());
        assertEquals(0, living());
    }

    @Test
    void aScriptThatIsSilentForTooLongLeavesNothingRunning() throws Exception {
        var silence = new BuildScripts.Silence(Optional.of(Duration.ofMillis(300)), Optional.empty());
        assertTrue(scripts.run(script(TWO_SESSIONS), silence).isEmpty());
        assertEquals(0, living());
    }

    @Test
    void aScriptThatSetsTheTimeOfItsOutputIsEndedAllTheSame() throws Exception {
        var silence = new BuildScripts.Silence(Optional.of(Duration.ofMillis(300)), Optional.empty());
        assertTrue(scripts.run(script("touch -d '1 hour' ../log; sleep 1000"), silence)
                .isEmpty());
    }

    @Test
    void aClockThatIsSetEndsNoScript() throws Exception {
        var calls = new AtomicInteger();
        var jumping =
                new BuildScripts(new Spawner(), () -> Instant.now().plus(Duration.ofHours(calls.getAndIncrement())));
        var silence = new BuildScripts.Silence(Optional.of(Duration.ofSeconds(30)), Optional.empty());
        assertTrue(jumping.run(script("sleep 0.3"), silence).orElseThrow().ok());
    }

    @Test
    void stoppingEndsWhatRunsAndLetsNothingStart() throws Exception {
        var task = inBackground();
        awaitBoth();
        scripts.stop();
        assertEquals(0, living());
        assertFalse(task.get().orElseThrow().ok());
        assertThrows(InterruptedException.class, () -> scripts.run(script("true"), NEVER));
        assertThrows(InterruptedException.class, scripts::refuseIfStopped);
    }

    @Test
    void anInterruptEndsTheScript() throws Exception {
        var outcome = new CompletableFuture<Optional<Exit>>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                outcome.complete(scripts.run(script(TWO_SESSIONS), NEVER));
            } catch (IOException | InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        awaitBoth();
        thread.interrupt();
        var thrown = assertThrows(ExecutionException.class, outcome::get);
        assertTrue(thrown.getCause() instanceof InterruptedException, thrown::toString);
        assertEquals(0, living());
    }

    @Test
    void whatABuilderThatWasKilledLeftIsFoundByTheNext() throws Exception {
        var task = inBackground();
        awaitBoth();
        new BuildScripts(new Spawner(), InstantSource.system()).endAll(build);
        assertEquals(0, living());
        assertFalse(task.get().orElseThrow().ok());
    }
}
