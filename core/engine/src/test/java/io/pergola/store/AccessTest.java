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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
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
                        decides(path) ? forTheOwner(expected) : expected,
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                        path.toString());
            }
        }
    }

    /** What decides which code somebody runs. */
    private static boolean decides(Path path) {
        return String.valueOf(path.getParent()).endsWith("/jobs")
                || List.of("run.json", "job.json", "series.json")
                        .contains(path.getFileName().toString());
    }

    private static String forTheOwner(String permissions) {
        return permissions.substring(0, 3) + permissions.substring(3).replace('w', '-');
    }

    @Test
    void whatOthersMayHaveWrittenIsNamed() throws IOException {
        Store store = store(0022, null);
        RunDirectory run = store.createRuns(Scratch.newRuns(1)).getFirst();
        JobDirectory job = store.createJob(new NewJob("j", "local", List.of(run), Map.of()));
        SeriesDirectory series = store.createSeries("s", List.of(run));
        assertEquals(Optional.empty(), run.objection().or(job::objection).or(series::objection));
        named(run::objection, run.path(), 0775, "its group may write to ", "chmod go-w " + run.path());
        named(run::objection, run.path(), 01777, "everybody may write to ");
        named(run::objection, run.path().resolve("run.json"), 0664, "its group may write to ");
        named(run::objection, Files.createDirectory(run.buildDir()), 0777, "everybody may write to ");
        named(run::objection, Files.createFile(run.runScript()), 0760, "its group may write to ");
        named(job::objection, job.path(), 0775, "its group may write to ");
        named(series::objection, series.path().resolve("series.json"), 0666, "everybody may write to ");
        Path kept = Files.move(run.runScript(), dir.resolve("kept"));
        Files.createSymbolicLink(run.runScript(), kept);
        assertTrue(run.objection().orElseThrow().contains("run.sh is a link"));
    }

    private static void named(Supplier<Optional<String>> objection, Path path, int mode, String... words)
            throws IOException {
        int before = mode(path);
        Files.setAttribute(path, "unix:mode", mode);
        String said = objection.get().orElseThrow(() -> new AssertionError("nothing about " + path));
        assertTrue(List.of(words).stream().allMatch(said::contains) && said.contains(path.toString()), said);
        Files.setAttribute(path, "unix:mode", before & ~0022);
        assertEquals(Optional.empty(), objection.get());
    }

    @Test
    void whatTheSiteSharesIsNoReasonToDoubt() {
        RunDirectory run = store(0002, null).createRuns(Scratch.newRuns(1)).getFirst();
        assertEquals(Optional.empty(), run.objection());
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
        for (String shared : List.of("", "test_runs", "jobs", "series", "builds", "users")) {
            assertEquals(03770, mode(dir.resolve("working").resolve(shared)), shared);
        }
        assertEquals(03770, mode(run.path()));
    }

    @Test
    void aDirectoryThatWasPreparedForAGroupKeepsItsBitsAndBecomesSticky() throws IOException {
        assumeTrue(SummariesTest.isRoot(), "only root may give files to any group");
        Path working = Files.createDirectory(dir.resolve("working"));
        var view = Files.getFileAttributeView(working, PosixFileAttributeView.class);
        view.setGroup(working.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("daemon"));
        Files.setAttribute(working, "unix:mode", 02775);
        store(0007, "daemon");
        assertEquals(03775, mode(working));
        assertEquals(03770, mode(working.resolve("test_runs")));
    }

    @Test
    void aRunMayHaveAUmaskAndAGroupOfItsOwn() throws IOException {
        Path mine = Files.createFile(dir.resolve("mine"));
        String group =
                Files.readAttributes(mine, PosixFileAttributes.class).group().getName();
        if (SummariesTest.isRoot()) {
            group = "daemon";
        }
        Store store = store(0002, null);
        var sharing = new Sharing(Optional.of(group), OptionalInt.of(0027));
        var wanted = new NewRun("t", Scratch.entries("scheduler", "local"), Map.of(), sharing);
        int made = store.createRuns(List.of(wanted, Scratch.newRuns(1).getFirst()))
                .getFirst()
                .id()
                .number();
        RunDirectory run = store.run(made).orElseThrow();
        assertEquals(sharing, run.sharing());
        JobDirectory job = store.createJob(new NewJob("j", "local", List.of(run), Map.of()));
        job.writeNodes(List.of("n1"));
        run.writeNodes(job, List.of("n1"));
        run.prepare(run.log());
        Scratch.finish(run, Verdict.PASS);
        assertEquals(02750, mode(run.path()));
        try (Stream<Path> files = Files.list(run.path())) {
            for (Path file : files.toList()) {
                var attributes = Files.readAttributes(file, PosixFileAttributes.class);
                assertEquals("rw-r-----", PosixFilePermissions.toString(attributes.permissions()), file.toString());
                assertEquals(group, attributes.group().getName(), file.toString());
            }
        }
        assertEquals(01775, mode(store.run(made + 1).orElseThrow().path()), "the other one is as the site has it");
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
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
