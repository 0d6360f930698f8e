package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a site gets it: unpacked under a name with a space in it, read-only, on a host without Java. */
class DistributionIT {

    private static final Path TARGET = Path.of(System.getProperty("pergola.root"), "core", "cli", "target");
    private static final int NOBODY = 65534;

    private static Path temp;
    private static Path home;
    private static Shell shell;

    @BeforeAll
    static void unpack(@TempDir Path folderForAll) throws IOException, InterruptedException {
        temp = folderForAll;
        Path folder = Files.createDirectory(temp.resolve("with space"));
        // The only program on the PATH: what the launcher needs to follow links.
        Path tools = Files.createDirectory(temp.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("readlink"), Path.of("/usr/bin/readlink"));
        var everything = new Shell(temp, Map.of("PATH", "/usr/bin:/bin"));
        shell = new Shell(temp, Map.of("PATH", tools.toString()));
        assertEquals(
                0,
                everything
                        .run("tar", "-xzf", archive().toString(), "-C", folder.toString())
                        .code());
        everything.run("chmod", "-R", "a-w", folder.toString());
        everything.run("chmod", "755", temp.toString());
        try (Stream<Path> unpacked = Files.list(folder)) {
            home = unpacked.findFirst().orElseThrow();
        }
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            var archives =
                    files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
            assumeTrue(!archives.isEmpty(), "no archive was built (-Dpergola.tar.skip)");
            return archives.getFirst();
        }
    }

    @AfterAll
    static void makeDeletable() throws IOException, InterruptedException {
        new Shell(temp, Map.of("PATH", "/usr/bin:/bin")).run("chmod", "-R", "u+w", temp.toString());
    }

    private static String program() {
        return home.resolve("bin/pergola").toString();
    }

    private static void assertAnswers(Shell.Outcome outcome) {
        String version = home.getFileName().toString().replace('-', ' ');
        assertEquals(new Shell.Outcome(0, version + "\n", ""), outcome);
    }

    @Test
    void answersFromAnotherFolder() throws Exception {
        assertAnswers(shell.run(program(), "--version"));
    }

    @Test
    void answersByARelativePath() throws Exception {
        assertAnswers(shell.in(home.resolve("lib")).run("../bin/pergola", "--version"));
        assertAnswers(shell.in(home.resolve("bin")).run("./pergola", "--version"));
        assertAnswers(shell.in(home.resolve("bin")).run("/bin/sh", "pergola", "--version"));
    }

    @Test
    void answersFromThePath() throws Exception {
        var onPath = shell.with("PATH", home.resolve("bin").toString());
        assertAnswers(onPath.run("/bin/sh", "-c", "pergola --version"));
    }

    @Test
    void answersThroughLinksToLinks() throws Exception {
        Path first = Files.createSymbolicLink(temp.resolve("first"), Path.of(program()));
        Path second = Files.createSymbolicLink(temp.resolve("second"), first.getFileName());
        assertAnswers(shell.run(second.toString(), "--version"));
    }

    @Test
    void answersThroughALinkedFolder() throws Exception {
        Path folder = Files.createSymbolicLink(temp.resolve("bin"), home.resolve("bin"));
        assertAnswers(shell.run(folder.resolve("pergola").toString(), "--version"));
    }

    @Test
    void answersAnotherUser() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(
                Files.isExecutable(setpriv)
                        && Files.getAttribute(temp, "unix:uid").equals(0),
                "only root can become another user");
        String user = Integer.toString(NOBODY);
        assertAnswers(shell.run(
                setpriv.toString(), "--reuid", user, "--regid", user, "--clear-groups", program(), "--version"));
    }

    @Test
    void usesItsCacheAfterTheMove() throws Exception {
        // In this mode a cache that does not fit ends the program.
        var strict = shell.with("PERGOLA_JAVA_OPTS", "-XX:AOTMode=on");
        assertShowsStates(strict.run(program(), "show", "states"));
    }

    /** {@code --version} does without the cache. */
    private static void assertShowsStates(Shell.Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains("RUNNING"), outcome.out());
    }

    @Test
    void runsWithoutAWordWhenTheCacheIsMissing() throws Exception {
        var other = shell.with("PERGOLA_JAVA_OPTS", "-XX:AOTCache=" + temp.resolve("missing"));
        assertShowsStates(other.run(program(), "show", "states"));
    }

    @Test
    void runsWithoutAWordWhenTheCacheIsBroken() throws Exception {
        Path broken = Files.writeString(temp.resolve("broken.aot"), "this is no cache");
        var other = shell.with("PERGOLA_JAVA_OPTS", "-XX:AOTCache=" + broken);
        assertShowsStates(other.run(program(), "show", "states"));
    }

    @Test
    void namesAFolderThatJavaCannotTake() throws Exception {
        Path colon = Files.createSymbolicLink(temp.resolve("a:b"), home);
        Shell.Outcome outcome = shell.run(colon.resolve("bin/pergola").toString(), "--version");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains(colon.toString()), outcome.err());
    }

    @Test
    void carriesWhatItNeeds() throws IOException {
        for (String path : List.of(
                "lib/native/libsqlitejdbc.so",
                "lib/pergola.aot",
                "lib/looking.aot",
                "config",
                "test-suites",
                "runtime/lib/server/classes.jsa")) {
            assertTrue(Files.exists(home.resolve(path)), path);
        }
        try (Stream<Path> plugins = Files.list(home.resolve("plugins"))) {
            assertEquals(
                    List.of("pergola-plugin-local", "pergola-plugin-slurm"),
                    plugins.map(jar -> jar.getFileName().toString().replaceFirst("-[0-9.]+\\.jar$", ""))
                            .sorted()
                            .toList());
        }
    }
}
