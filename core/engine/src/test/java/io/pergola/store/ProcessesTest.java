package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.StateEntry;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several real processes at work in one working directory. */
final class ProcessesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    @BeforeEach
    void prepare() {
        scratch = new Scratch(dir);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void runsMadeAtOnceHaveNumbersOfTheirOwn(int processes) throws Exception {
        List<List<String>> made = StoreProcess.together(dir, processes, "create");
        List<Integer> numbers = numbers(made);
        assertEquals(new HashSet<>(numbers).size(), numbers.size(), "a number was given twice");
        Store store = scratch.store();
        int[] stored = store.runNumbers();
        assertEquals(
                numbers.stream().sorted().toList(),
                Arrays.stream(stored).boxed().toList());
        for (int number : stored) {
            assertEquals("CREATED", store.run(number).orElseThrow().lastState().state());
        }
        assertEquals(20 * processes, store.seriesNumbers().length);
    }

    @Test
    void aRunIsRemovedByOneOfTwoCleaners() throws Exception {
        List<RunDirectory> runs = scratch.store().createRuns(Scratch.newRuns(60));
        runs.stream().skip(10).forEach(run -> Scratch.finish(run, Verdict.PASS));
        List<Integer> removed = numbers(StoreProcess.together(dir, 2, "remove"));
        assertEquals(
                IntStream.rangeClosed(11, 60).boxed().toList(),
                removed.stream().sorted().toList());
        assertEquals(
                IntStream.rangeClosed(1, 10).boxed().toList(),
                Arrays.stream(scratch.store().runNumbers()).boxed().toList(),
                "active runs stay");
        assertNothingHidden();
    }

    private void assertNothingHidden() throws IOException {
        try (Stream<Path> entries = Files.list(scratch.working().resolve("test_runs"))) {
            assertEquals(
                    List.of(),
                    entries.filter(entry -> entry.toString().contains("removed"))
                            .toList());
        }
    }

    @Test
    void aRunIsEndedByOneOfThree() throws Exception {
        List<RunDirectory> runs = scratch.store().createRuns(Scratch.newRuns(60));
        List<Integer> won = numbers(StoreProcess.together(dir, 3, "end"));
        assertEquals(
                IntStream.rangeClosed(1, 60).boxed().toList(),
                won.stream().sorted().toList());
        for (RunDirectory run : runs) {
            assertEquals(1, Collections.frequency(states(run), "COMPLETE"), "of run " + run.id());
            try (Stream<Path> files = Files.list(run.path())) {
                assertEquals(3, files.count(), "run.json, status, RUN_COMPLETE, and no leftovers, in " + run.path());
            }
        }
    }

    private static List<String> states(RunDirectory run) {
        return run.journal().stream().map(StateEntry::state).toList();
    }

    @Test
    void linesWrittenAtOnceStayWhole() throws Exception {
        RunDirectory run = scratch.create();
        StoreProcess.together(dir, 2, "append");
        List<StateEntry> journal = run.journal();
        assertEquals(401, journal.size());
        for (StateEntry entry : journal.subList(1, 401)) {
            String note = entry.note();
            assertTrue(note.equals("0".repeat(3000)) || note.equals("1".repeat(3000)), "a mixed line");
        }
    }

    @Test
    void listingsAtOnceAreAllRight() throws Exception {
        scratch.store().createRuns(Scratch.newRuns(100));
        for (List<String> counts : StoreProcess.together(dir, 3, "list")) {
            assertEquals(Collections.nCopies(20, "100"), counts);
        }
        List<RunSummary> summaries = scratch.store().allSummaries();
        assertEquals(20, summaries.stream().filter(RunSummary::ended).count());
    }

    private static List<Integer> numbers(List<List<String>> lines) {
        return lines.stream().flatMap(List::stream).map(Integer::valueOf).toList();
    }
}
