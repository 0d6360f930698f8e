package io.pergola.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.StoreException;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    private Store store(int umask, @Nullable String group) {
        return Store.open(
                dir.resolve("working"),
                new StoreOptions("main", umask, group, dir.resolve("cache")),
                () -> Scratch.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0002, rwxrwxr-x, rw-rw-r--",
        "0022, rwxr-xr-x, rw-r--r--",
        "0077, rwx------, rw-------",
        "0000, rwxrwxrwx, rw-rw-rw-"
    })
    void theUmaskOfTheSiteDecides(String umask, String directories, String files) throws IOException {
        Store store = store(Integer.parseInt(umask, 8), null);
        RunDirectory run = store.createRuns(Scratch.newRuns(1)).getFirst();
        Scratch.finish(run, Verdict.PASS);
        store.createSeries("s", List.of(run));
        store.createJob(new NewJob("j", "local", List.of(run), Map.of()))
                .openEvents()
                .close();
        try (Stream<Path> all = Files.walk(dir.resolve("working"))) {
            for (Path path : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                String expected = Files.isDirectory(path) ? directories : files;
                assertEquals(
                        expected, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), path.toString());
            }
        }
    }

    @Test
    void theGroupIsHandedDown() throws IOException {
        assumeTrue(SummariesTest.isRoot(), "only root may give files to any group");
        Store store = store(0007, "daemon");
        RunDirectory run = store.createRuns(Scratch.newRuns(1)).getFirst();
        for (Path path : List.of(dir.resolve("working"), run.path(), run.path().resolve("run.json"))) {
            var attributes = Files.readAttributes(path, PosixFileAttributes.class);
            assertEquals("daemon", attributes.group().getName(), path.toString());
        }
        assertEquals(02770, (int) Files.getAttribute(run.path(), "unix:mode") & 07777);
    }

    @Test
    void aGroupThatDoesNotExistIsNamed() {
        var refused = assertThrows(StoreException.class, () -> store(0002, "no-such-group"));
        assertTrue(String.valueOf(refused.getMessage()).contains("no-such-group"), refused.getMessage());
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsNamedAndStillRead() throws IOException {
        assumeFalse(SummariesTest.isRoot(), "root may write everywhere");
        store(0002, null).createRuns(Scratch.newRuns(1));
        Path runs = dir.resolve("working/test_runs");
        Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("r-xr-xr-x"));
        Store store = store(0002, null);
        var refused = assertThrows(StoreException.class, () -> store.createRuns(Scratch.newRuns(1)));
        assertTrue(String.valueOf(refused.getMessage()).contains("permission denied"), refused.getMessage());
        assertEquals(1, store.allSummaries().size());
        Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void aWorkingDirectoryThatCannotBeMadeIsNamed() {
        var refused = assertThrows(
                StoreException.class,
                () -> Store.open(Path.of("/proc/pergola"), new StoreOptions("main", 2, null, dir), () -> Scratch.NOW));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("Cannot make the directory /proc/pergola: "), message);
        assertTrue(message.contains("working_dir"), message);
    }
}
