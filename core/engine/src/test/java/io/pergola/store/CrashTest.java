package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found after a process was killed at the worst moment. */
final class CrashTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    @SuppressWarnings("NullAway.Init")
    private RunDirectory run;

    @BeforeEach
    void makeRun() {
        scratch = new Scratch(dir);
        run = scratch.create();
    }

    @Nested
    final class AJournalCutAtAnyByte {

        @Test
        void keepsItsWholeLinesAndTakesNewOnes() throws IOException {
            for (String note : List.of("one", "two\nlines", "", "vier äöü")) {
                run.append(new StateEntry(Scratch.NOW, "INFO", note));
            }
            byte[] whole = Files.readAllBytes(status());
            List<StateEntry> entries = run.journal();
            assertEquals(5, entries.size());
            for (int length = 0; length <= whole.length; length++) {
                Files.write(status(), Arrays.copyOf(whole, length));
                checkCut(entries.subList(0, lines(whole, length)), length);
            }
        }

        private void checkCut(List<StateEntry> expected, int length) {
            assertEquals(expected, run.journal(), "cut at " + length);
            StateEntry last =
                    expected.isEmpty() ? StateEntry.of(Scratch.NOW, RunState.CREATED, "") : expected.getLast();
            assertEquals(last, run.lastState(), "cut at " + length);
            var next = new StateEntry(Scratch.NOW, "RUNNING", "after the crash");
            run.append(next);
            run.append(next);
            List<StateEntry> longer = new ArrayList<>(expected);
            longer.add(next);
            longer.add(next);
            assertEquals(longer, run.journal(), "written on after a cut at " + length);
        }

        private static int lines(byte[] whole, int length) {
            int lines = 0;
            for (int i = 0; i < length; i++) {
                lines += whole[i] == '\n' ? 1 : 0;
            }
            return lines;
        }

        private Path status() {
            return run.path().resolve("status");
        }
    }

    @Nested
    final class ARun {

        @Test
        void doesNotExistBeforeItsIdentityIsWritten() throws IOException {
            Files.createDirectory(scratch.run(2));
            Files.createDirectory(scratch.run(3));
            Scratch.write(scratch.run(3).resolve("status"), "1.000000 CREATED\n");
            Scratch.write(scratch.run(3).resolve("run.json.tmp"), "{\"format\": 1, \"uu");
            assertEquals(Optional.empty(), scratch.store().run(2));
            assertEquals(Optional.empty(), scratch.store().run(3));
            assertEquals(List.of(1), numbers(scratch.store().allSummaries()));
            assertEquals(List.of(1), numbers(scratch.store().summaries(List.of(3, 2, 1))));
        }

        @Test
        void takesNoNumberThatACrashLeftBehind() throws IOException {
            Files.createDirectory(scratch.run(2));
            assertEquals(3, scratch.create().id().number());
        }

        @Test
        void thatWasNeverFinishedIsTidiedAwayWhenItIsOld() throws IOException {
            Files.createDirectory(scratch.run(2));
            Scratch.write(scratch.run(2).resolve("run.json.tmp"), "{");
            Files.createDirectory(scratch.run(4));
            Scratch.write(scratch.run(4).resolve("config"), "another harness's");
            InstantSource later = InstantSource.fixed(Instant.now().plusSeconds(4000));
            var store = Store.open(scratch.working(), scratch.options(), later);
            assertEquals(0, store.tidy(Duration.ofHours(2)).leftovers());
            assertEquals(1, store.tidy(Duration.ofHours(1)).leftovers());
            assertFalse(Files.exists(scratch.run(2)));
            assertTrue(Files.exists(scratch.run(4)));
            assertTrue(store.run(1).isPresent());
        }

        @Test
        void whoseIdentityIsDamagedIsShownWithTheReason() throws IOException {
            Scratch.write(run.path().resolve("run.json"), "{\"format\": 1,");
            RunSummary summary = scratch.store().allSummaries().getFirst();
            assertEquals("UNKNOWN", summary.state());
            assertTrue(summary.note().contains("run.json: it is not a JSON object"), summary.note());
            assertThrows(StoreException.class, () -> scratch.store().run(1));
        }
    }

    @Nested
    final class Results {

        @Test
        void survivesAHalfWrittenSuccessor() throws IOException {
            run.writeResults(Scratch.entries("result", "PASS"));
            Scratch.write(run.path().resolve("results.json.1a2b.tmp"), "{\"result\": \"FA");
            assertEquals(Optional.of(Scratch.entries("result", "PASS")), run.results());
            run.writeResults(Scratch.entries("result", "FAIL"));
            assertEquals(Optional.of(Scratch.entries("result", "FAIL")), run.results());
        }
    }

    @Nested
    final class AnEnding {

        @Test
        void isNotThereUntilItsFileIs() {
            run.append(StateEntry.of(Scratch.NOW, RunState.COMPLETE, "but not ended"));
            assertEquals(Optional.empty(), run.ending());
            assertFalse(scratch.store().allSummaries().getFirst().ended());
        }

        @Test
        void isValidThoughTheJournalMissesItsLastLine() throws IOException {
            byte[] before = Files.readAllBytes(run.path().resolve("status"));
            run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, "well"), Verdict.PASS);
            Files.write(run.path().resolve("status"), before);
            assertEquals(StateEntry.of(Scratch.NOW, RunState.COMPLETE, "well"), run.lastState());
            assertEquals("COMPLETE", scratch.store().allSummaries().getFirst().state());
        }

        @Test
        void withoutContentTakesItFromTheJournal() throws IOException {
            run.append(StateEntry.of(Scratch.NOW, RunState.RUN_TIMEOUT, "slow"));
            Files.createFile(run.path().resolve("RUN_COMPLETE"));
            Ending ending = run.ending().orElseThrow();
            assertEquals(new Ending(StateEntry.of(Scratch.NOW, RunState.RUN_TIMEOUT, "slow"), null), ending);
            assertFalse(run.end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, ""), Verdict.PASS));
        }
    }

    private static List<Integer> numbers(List<RunSummary> summaries) {
        return summaries.stream().map(summary -> summary.id().number()).toList();
    }
}
