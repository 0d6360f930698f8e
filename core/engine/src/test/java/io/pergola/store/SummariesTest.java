package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummariesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    @BeforeEach
    void prepare() {
        scratch = new Scratch(dir);
    }

    private List<RunSummary> list() {
        return scratch.store().allSummaries();
    }

    @Nested
    final class ASummary {

        @Test
        void tellsAllOfAnEndedRun() {
            Store store = scratch.store();
            RunDirectory run = scratch.create();
            JobDirectory job = store.createJob(new NewJob("j", "local", List.of(run), Map.of()));
            store.createSeries("s", List.of(run));
            run.assignJob(job);
            run.writeNodes(List.of("n1", "n2"));
            Scratch.finish(run, Verdict.FAIL);
            var expected = new RunSummary(
                    run.id(),
                    run.uuid(),
                    "suite.test",
                    run.user(),
                    "box",
                    "s1",
                    job.id(),
                    "local",
                    List.of("n1", "n2"),
                    Scratch.NOW,
                    Scratch.NOW.plusSeconds(1),
                    Scratch.NOW.plusSeconds(2),
                    "COMPLETE",
                    Scratch.NOW.plusSeconds(2),
                    "Done",
                    Verdict.FAIL,
                    true);
            assertEquals(List.of(expected), list(), "from the directory");
            assertEquals(List.of(expected), list(), "from the index");
        }

        @Test
        void tellsTheTruthOfAnActiveRunEachTime() {
            RunDirectory run = scratch.create();
            assertEquals("CREATED", list().getFirst().state());
            run.append(StateEntry.of(Scratch.NOW, RunState.SCHEDULED, "queue"));
            assertEquals("SCHEDULED", list().getFirst().state());
            assertNull(list().getFirst().started());
            run.append(StateEntry.of(Scratch.NOW.plusSeconds(5), RunState.RUNNING, "go"));
            run.append(StateEntry.of(Scratch.NOW.plusSeconds(9), RunState.RUNNING, "still"));
            RunSummary running = list().getFirst();
            assertEquals(Scratch.NOW.plusSeconds(5), running.started());
            assertEquals("still", running.note());
            assertNull(running.finished());
            assertFalse(running.ended());
        }

        @Test
        void ofALongJournalIsRightToo() {
            RunDirectory run = scratch.create();
            run.append(StateEntry.of(Scratch.NOW.plusSeconds(5), RunState.RUNNING, "go"));
            try (Journal journal = run.openJournal()) {
                for (int i = 0; i < 100; i++) {
                    journal.append(StateEntry.of(Scratch.NOW, RunState.RUN_USER, i + "x".repeat(4000)));
                }
            }
            RunSummary summary = list().getFirst();
            assertEquals(Scratch.NOW.plusSeconds(5), summary.started());
            assertTrue(summary.note().startsWith("99x"), summary.note());
        }

        @Test
        void holdsAnyText() {
            String odd = "a\u001fb\u001e\nc\0'\";--";
            scratch.store().createRuns(List.of(Scratch.newRun(odd)));
            scratch.store().run(1).orElseThrow().end(StateEntry.of(Scratch.NOW, RunState.COMPLETE, odd), null);
            list();
            assertEquals("a\uFFFDb\uFFFD\nc\uFFFD'\";--", list().getFirst().name());
            assertEquals("a\uFFFDb\uFFFD\nc\uFFFD'\";--", list().getFirst().note());
        }
    }

    @Nested
    final class EndedRuns {

        @Test
        void areNotReadAgain() throws IOException {
            RunDirectory run = scratch.three().getFirst();
            List<RunSummary> before = list();
            for (String file : List.of("run.json", "status", "RUN_COMPLETE", "results.json")) {
                Scratch.write(run.path().resolve(file), "gone");
            }
            assertEquals(before, list());
            assertEquals(before, scratch.store().summaries(List.of(1, 2, 3)));
            assertEquals(
                    Scratch.entries("result", "PASS"),
                    scratch.store().results(List.of(1)).get(1));
        }

        @Test
        void areReadAgainAfterTheyWereRevised() {
            RunDirectory run = scratch.three().getFirst();
            list();
            run.revise(Scratch.entries("result", "FAIL"), Verdict.FAIL);
            assertEquals(Verdict.FAIL, list().getFirst().result());
            assertEquals("COMPLETE", list().getFirst().state());
            assertEquals(
                    Scratch.entries("result", "FAIL"),
                    scratch.store().results(List.of(1)).get(1));
            run.writeResults(Scratch.entries("result", "other"));
            assertEquals(
                    Scratch.entries("result", "other"),
                    scratch.store().results(List.of(1)).get(1));
        }

        @Test
        void thatWereDeletedByHandAreForgotten() throws Exception {
            List<RunDirectory> runs = scratch.three();
            assertEquals(3, list().size());
            Deletion.delete(runs.getFirst().path());
            assertEquals(List.of(), scratch.store().summaries(List.of(1)));
            assertEquals(Map.of(), scratch.store().results(List.of(1)));
            assertEquals(2, list().size());
            try (Connection index = scratch.connect();
                    Statement statement = index.createStatement();
                    var rows = statement.executeQuery("SELECT group_concat(number) FROM run")) {
                assertEquals("2,3", rows.getString(1), "not even in the index");
            }
        }

        @Test
        void areNotMistakenForThoseOfAnEarlierWorkingDirectory() throws IOException {
            RunDirectory old = scratch.three().getFirst();
            list();
            Deletion.delete(scratch.working());
            RunDirectory fresh = scratch.create();
            assertEquals(old.id(), fresh.id());
            assertNotEquals(old.uuid(), list().getFirst().uuid());
            assertEquals("CREATED", list().getFirst().state());
        }

        @Test
        void areNotMistakenForThoseBeforeTestRunsWasDeleted() throws IOException {
            scratch.three();
            list();
            Deletion.delete(scratch.working().resolve("test_runs"));
            RunDirectory fresh = scratch.create();
            assertEquals(fresh.uuid(), list().getFirst().uuid());
            assertEquals("CREATED", list().getFirst().state());
        }
    }

    @Nested
    final class Results {

        @Test
        void comeInTheOrderAskedForWithoutThoseThatHaveNone() throws IOException {
            List<RunDirectory> runs = scratch.three();
            Map<Integer, Value.Entries> results = scratch.store().results(List.of(3, 2, 9, 1));
            assertEquals(List.of(2, 1), List.copyOf(results.keySet()));
            runs.getLast().writeResults(Scratch.entries("early", "value"));
            assertEquals(
                    Scratch.entries("early", "value"),
                    scratch.store().results(List.of(3)).get(3));
        }

        @Test
        void thatAreBrokenSaySo() throws IOException {
            RunDirectory run = scratch.create();
            Scratch.finish(run, Verdict.PASS);
            Scratch.write(run.path().resolve("results.json"), "{\"result\":");
            Value.Entries result = scratch.store().results(List.of(1)).get(1);
            assertTrue(String.valueOf(result).contains("results.json is not a JSON object"), String.valueOf(result));
        }
    }

    @Test
    void tenThousandRunsAreAllThere() throws IOException {
        scratch.store();
        for (int number = 1; number <= 10_000; number++) {
            Path run = Files.createDirectory(scratch.run(number));
            Scratch.write(
                    run.resolve("run.json"),
                    "{\"uuid\": \"u" + number + "\", \"name\": \"t" + number + "\", \"created\": " + number + ".5}");
            Scratch.write(
                    run.resolve("RUN_COMPLETE"),
                    "{\"complete\": 1795295700.25, \"state\": \"COMPLETE\", \"note\": \"n" + number
                            + "\", \"result\": \"PASS\"}");
        }
        List<RunSummary> read = list();
        for (int number = 1; number <= 10_000; number++) {
            RunSummary summary = read.get(number - 1);
            assertEquals(number, summary.id().number());
            assertEquals("t" + number + " u" + number + " n" + number, text(summary));
        }
        assertEquals(read, list());
        List<Integer> some =
                read.stream().map(s -> s.id().number()).filter(n -> n % 7 == 0).toList();
        assertEquals(
                some,
                scratch.store().summaries(some).stream()
                        .map(s -> s.id().number())
                        .toList());
    }

    private static String text(RunSummary summary) {
        return summary.name() + " " + summary.uuid() + " " + summary.note();
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
