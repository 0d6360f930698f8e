package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
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

    /** Three runs: passed, failed, active. */
    private List<RunDirectory> makeThree() {
        List<RunDirectory> runs = scratch.store().createRuns(Scratch.newRuns(3));
        Scratch.finish(runs.get(0), Verdict.PASS);
        Scratch.finish(runs.get(1), Verdict.FAIL);
        return runs;
    }

    private List<RunSummary> list() {
        return scratch.store().allSummaries();
    }

    private Connection connect() throws IOException, SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + scratch.index());
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
            RunDirectory run = makeThree().getFirst();
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
            RunDirectory run = makeThree().getFirst();
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
            List<RunDirectory> runs = makeThree();
            assertEquals(3, list().size());
            Tree.delete(runs.getFirst().path());
            assertEquals(List.of(), scratch.store().summaries(List.of(1)));
            assertEquals(Map.of(), scratch.store().results(List.of(1)));
            assertEquals(2, list().size());
            try (Connection index = connect();
                    Statement statement = index.createStatement();
                    var rows = statement.executeQuery("SELECT group_concat(number) FROM run")) {
                assertEquals("2,3", rows.getString(1), "not even in the index");
            }
        }

        @Test
        void areNotMistakenForThoseOfAnEarlierWorkingDirectory() throws IOException {
            RunDirectory old = makeThree().getFirst();
            list();
            Tree.delete(scratch.working());
            RunDirectory fresh = scratch.create();
            assertEquals(old.id(), fresh.id());
            assertNotEquals(old.uuid(), list().getFirst().uuid());
            assertEquals("CREATED", list().getFirst().state());
        }

        @Test
        void areNotMistakenForThoseBeforeTestRunsWasDeleted() throws IOException {
            makeThree();
            list();
            Tree.delete(scratch.working().resolve("test_runs"));
            RunDirectory fresh = scratch.create();
            assertEquals(fresh.uuid(), list().getFirst().uuid());
            assertEquals("CREATED", list().getFirst().state());
        }
    }

    @Nested
    final class Results {

        @Test
        void comeInTheOrderAskedForWithoutThoseThatHaveNone() throws IOException {
            List<RunDirectory> runs = makeThree();
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

    @Nested
    final class AnIndex {

        private List<RunSummary> expected = List.of();

        @BeforeEach
        void fill() {
            makeThree();
            expected = list();
        }

        private void check() {
            assertEquals(expected, list());
            assertEquals(expected.subList(1, 3), scratch.store().summaries(List.of(2, 3)));
            assertEquals(
                    List.of(1, 2),
                    List.copyOf(scratch.store().results(List.of(1, 2, 3)).keySet()));
        }

        @Test
        void thatIsDeletedIsMadeAgain() throws IOException {
            Path file = scratch.index();
            Files.delete(file);
            check();
            assertTrue(Files.exists(file));
        }

        @Test
        void thatIsNoDatabaseIsMadeAgain() throws Exception {
            Scratch.write(scratch.index(), "this is not a database, however long one looks at it");
            check();
            assertEquals(2, countRows());
        }

        @Test
        void thatIsCutAnywhereDoesNoHarm() throws IOException {
            byte[] whole = Files.readAllBytes(scratch.index());
            for (int length = 0; length < whole.length; length += 1009) {
                Files.write(scratch.index(), Arrays.copyOf(whole, length));
                check();
            }
        }

        @Test
        void withAnyPageOverwrittenDoesNoHarm() throws IOException {
            byte[] whole = Files.readAllBytes(scratch.index());
            for (int page = 0; page < whole.length; page += 4096) {
                byte[] damaged = whole.clone();
                Arrays.fill(damaged, page, Math.min(page + 4096, whole.length), (byte) 0xa5);
                Files.write(scratch.index(), damaged);
                check();
            }
        }

        @Test
        void ofAnotherVersionIsMadeAgain() throws Exception {
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("PRAGMA user_version = 99");
                statement.execute("DROP TABLE run");
            }
            check();
            assertEquals(2, countRows());
        }

        @Test
        void withoutItsTablesIsMadeAgain() throws Exception {
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("DROP TABLE run");
            }
            check();
            assertEquals(2, countRows());
        }

        @Test
        void thatIsLockedIsGoneWithout() throws Exception {
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                check();
            }
        }

        @Test
        void thatIsBeingWrittenByAnotherIsReadAndNotWaitedFor() throws Exception {
            RunDirectory run = scratch.create();
            Scratch.finish(run, Verdict.PASS);
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertEquals("COMPLETE", list().getLast().state());
                assertEquals(
                        Scratch.entries("result", "PASS"),
                        scratch.store().results(List.of(4)).get(4));
            }
            assertEquals(4, list().size());
            assertEquals(3, countRows());
        }

        @Test
        void thatMayNotBeWrittenDoesNoHarm() throws IOException {
            assumeFalse(isRoot(), "root may write everywhere");
            Files.setPosixFilePermissions(scratch.index(), PosixFilePermissions.fromString("r--r--r--"));
            Files.setPosixFilePermissions(scratch.cache(), PosixFilePermissions.fromString("r-xr-xr-x"));
            check();
            RunDirectory run = scratch.create();
            assertEquals(run.uuid(), list().getLast().uuid());
            Files.setPosixFilePermissions(scratch.cache(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        @Test
        void whosePlaceIsTakenIsGoneWithout() throws IOException {
            Path file = scratch.index();
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));
            check();
        }

        @Test
        void whoseDirectoryCannotBeMadeIsGoneWithout() throws IOException {
            Tree.delete(scratch.cache());
            Scratch.write(scratch.cache(), "a file in the way");
            check();
        }

        @Test
        void ofWhichChangesCouldNotBeStoredDoesNotGiveOldResults() throws Exception {
            RunDirectory run = scratch.store().run(1).orElseThrow();
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                run.revise(Scratch.entries("result", "new"), Verdict.ERROR);
                assertEquals(
                        Scratch.entries("result", "new"),
                        scratch.store().results(List.of(1)).get(1));
                assertEquals(Verdict.ERROR, list().getFirst().result());
            }
        }

        private int countRows() throws IOException, SQLException {
            try (Connection other = connect();
                    Statement statement = other.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM run WHERE ended = 1")) {
                return rows.getInt(1);
            }
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
