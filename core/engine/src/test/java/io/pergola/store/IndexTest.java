package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index does for summaries when it is damaged, locked or away. */
final class IndexTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @SuppressWarnings("NullAway.Init")
    private Scratch scratch;

    private List<RunSummary> expected = List.of();

    private List<RunSummary> list() {
        return scratch.store().allSummaries();
    }

    @BeforeEach
    void fill() {
        scratch = new Scratch(dir);
        scratch.three();
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
        try (Connection other = scratch.connect();
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
            statement.execute("DROP TABLE run");
        }
        check();
        assertEquals(2, countRows());
    }

    @Test
    void withoutItsTablesIsMadeAgain() throws Exception {
        try (Connection other = scratch.connect();
                Statement statement = other.createStatement()) {
            statement.execute("DROP TABLE run");
        }
        check();
        assertEquals(2, countRows());
    }

    @Test
    void thatIsLockedIsGoneWithout() throws Exception {
        try (Connection other = scratch.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            check();
        }
    }

    @Test
    void thatIsBeingWrittenByAnotherIsReadAndNotWaitedFor() throws Exception {
        RunDirectory run = scratch.create();
        Scratch.finish(run, Verdict.PASS);
        try (Connection other = scratch.connect();
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
        assumeFalse(SummariesTest.isRoot(), "root may write everywhere");
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
        Deletion.delete(scratch.cache());
        Scratch.write(scratch.cache(), "a file in the way");
        check();
    }

    @Test
    void ofWhichChangesCouldNotBeStoredDoesNotGiveOldResults() throws Exception {
        RunDirectory run = scratch.store().run(1).orElseThrow();
        try (Connection other = scratch.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            run.revise(Scratch.entries("result", "new"), Verdict.ERROR);
            assertEquals(
                    Scratch.entries("result", "new"),
                    scratch.store().results(List.of(1)).get(1));
            assertEquals(Verdict.ERROR, list().getFirst().result());
        }
    }

    @Test
    void ofVeryManyRunsIsMadePartByPart() throws Exception {
        var many = Collections.nCopies(2_100, new NewRun("many", Scratch.entries("a", "b"), Map.of()));
        scratch.store().createRuns(many);
        Files.delete(scratch.index());
        List<Integer> told = new ArrayList<>();
        var options = new StoreOptions(
                "main", 2, null, scratch.cache(), 3, null, true, (done, of) -> told.addAll(List.of(done, of)));
        List<RunSummary> read =
                Store.open(scratch.working(), options, () -> Scratch.NOW).allSummaries();
        assertEquals(List.of(1024, 2103, 2048, 2103, 2103, 2103), told);
        assertEquals(2_103, read.size());
        assertEquals(read, list());
        assertEquals(2, countRows());
    }

    private int countRows() throws IOException, SQLException {
        try (Connection other = scratch.connect();
                Statement statement = other.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM run WHERE ended = 1")) {
            return rows.getInt(1);
        }
    }
}
