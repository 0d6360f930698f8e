package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small file system of its own, which only root can mount. */
final class FullDiskTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    private @Nullable SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        scratch = new Scratch(dir);
        disk = SmallDisk.mount(Files.createDirectory(scratch.working()), "256k");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    private Path fill() throws IOException {
        return Objects.requireNonNull(disk).fill();
    }

    @Test
    void storedResultsStayAndTheMessageSaysWhatToDo() throws IOException {
        RunDirectory run = scratch.create();
        run.writeResults(Scratch.entries("result", "PASS"));
        Path filler = fill();
        var full = assertThrows(
                StoreException.class,
                () -> run.writeResults((Value.Entries) Value.of(Map.of("long", Value.of("x".repeat(100_000))))));
        String message = String.valueOf(full.getMessage());
        assertTrue(message.contains("no space left on device"), message);
        assertTrue(message.contains("pergola clean"), message);
        assertTrue(message.contains(run.path().toString()), message);
        assertEquals(Scratch.entries("result", "PASS"), run.results().orElseThrow());
        assertThrows(
                StoreException.class, () -> run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, ""), Verdict.PASS));
        assertFalse(run.hasEnded());
        Files.delete(filler);
        assertTrue(run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, ""), Verdict.PASS));
    }

    @Test
    void runsAreMadeAllOrNone() throws IOException {
        Store store = scratch.store();
        RunDirectory first = scratch.create();
        NewRun large = new NewRun("t", Scratch.entries("script", "x".repeat(30_000)), Map.of());
        for (int count : List.of(20, 100)) {
            List<NewRun> tooMany = Collections.nCopies(count, large);
            var full = assertThrows(StoreException.class, () -> store.createRuns(tooMany));
            assertTrue(String.valueOf(full.getMessage()).contains("no space left on device"), full.getMessage());
            assertEquals(1, store.runNumbers().length, "what was begun is taken away");
        }
        assertEquals("CREATED", first.lastState().state());
        assertEquals(2, store.createRuns(List.of(large, large)).size());
    }

    @Test
    void aJournalGoesOnWhenThereIsSpaceAgain() throws IOException {
        RunDirectory run = scratch.create();
        int before;
        Path filler;
        try (Journal journal = run.openJournal()) {
            filler = fill();
            before = fillJournal(journal);
            Files.delete(filler);
            journal.append(StateEntry.of(Scratch.NOW, RunState.RUN_DONE, "there is space again"));
        }
        List<StateEntry> entries = run.journal();
        assertEquals(before + 2, entries.size());
        assertEquals("there is space again", run.lastState().note());
    }

    @Test
    void theLogOfResultsHasWholeLinesAndTheRestLater() throws IOException {
        Store store = scratch.store();
        RunDirectory run = scratch.create();
        Scratch.finish(run, Verdict.PASS);
        ResultLog log = store.resultLog();
        store.storeResults(run, Scratch.entries("first", "x".repeat(5000)));
        Path filler = fill();
        String why = log.addAgain(1, Scratch.entries("long", "x".repeat(100_000)), Scratch.NOW)
                .orElseThrow();
        assertTrue(why.contains("no space left on device"), why);
        assertEquals(1, Files.readAllLines(log.file()).size());
        assertTrue(Files.readString(log.file()).endsWith("\n"), "half a line is taken back");
        Files.delete(filler);
        assertEquals(Optional.empty(), log.addAgain(2, Scratch.entries("next", "y"), Scratch.NOW));
        assertEquals(2, Files.readAllLines(log.file()).size());
    }

    /** How many lines still went in. */
    private static int fillJournal(Journal journal) {
        for (int lines = 0; ; lines++) {
            try {
                journal.append(StateEntry.of(Scratch.NOW, RunState.INFO, "x".repeat(1500)));
            } catch (StoreException full) {
                return lines;
            }
        }
    }
}
