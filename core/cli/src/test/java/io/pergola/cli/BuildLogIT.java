package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds print, while they run and afterwards. */
class BuildLogIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        installed = new Installed(folder);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    /** A command that prints into a file of this name. */
    private Process follow(String file) throws IOException {
        return installed
                .shell()
                .start(
                        installed.folder().resolve(file),
                        installed.folder().resolve(file + ".err"),
                        Installed.command("log", "-f", "build", "1"));
    }

    private String printed(String file) throws IOException {
        return Files.readString(installed.folder().resolve(file));
    }

    @Test
    void isFollowedWhileItGrowsAndUntilTheBuildHasEnded() throws Exception {
        installed.suite("s", """
                t:
                  build:
                    timeout: 60
                    cmds: ['echo begun', 'until [ -e %1$s/built ]; do sleep 0.05; done', 'echo finished']
                  run: {cmds: ['until [ -e %1$s/run ]; do sleep 0.05; done']}
                """.formatted(installed.folder()));
        Process run = installed.start("run", "s");
        Installed.await("the run", () -> Files.exists(installed.runDir(1).resolve("build.log")));
        Process follower = follow("seen");
        Installed.await("its first line", () -> printed("seen").contains("begun"));
        assertTrue(follower.isAlive());
        Files.createFile(installed.folder().resolve("built"));
        assertTrue(follower.waitFor(Installed.LIMIT.toSeconds(), TimeUnit.SECONDS), "it follows on");
        assertEquals(0, follower.exitValue());
        assertEquals("begun\nfinished\n", printed("seen"));
        // The test itself goes on.
        assertTrue(run.isAlive());
        Files.createFile(installed.folder().resolve("run"));
        assertEquals(0, run.waitFor());
    }

    @Test
    void ofABuildThatAnotherRunMakesIsSeenByThoseThatWait() throws Exception {
        installed.suite("s", """
                t:
                  build: {timeout: 60, cmds: ['echo begun', 'until [ -e %s/built ]; do sleep 0.05; done']}
                  run: {cmds: ['true']}
                """.formatted(installed.folder()));
        Process first = installed.start("run", "s");
        Path log = installed.runDir(1).resolve("build.log");
        Installed.await("the build", () -> Files.exists(log) && Files.size(log) > 0);
        Process second = installed.start("run", "s");
        Installed.await(
                "the other", () -> Files.isSymbolicLink(installed.runDir(2).resolve("build_awaited")));
        assertEquals("begun\n", installed.expect(0, "log", "build", "2").out());
        Files.createFile(installed.folder().resolve("built"));
        assertEquals(0, first.waitFor());
        assertEquals(0, second.waitFor());
        contains(installed.expect(0, "log", "states", "2").out(), "BUILD_REUSED");
        assertEquals("begun\n", installed.expect(0, "log", "build", "2").out());
    }

    @Test
    void ofAScriptThatDidNotStartIsNotPointedToAndSaysWhy() throws Exception {
        installed.suite("s", "t: {build: {source_path: nothing.tar, cmds: ['true']}, run: {cmds: ['true']}}\n");
        String said = installed.expect(3, "run", "s").err();
        contains(said, "BUILD_ERROR", "there is no 'nothing.tar'", "help: pergola log states 1");
        assertFalse(said.contains("log build"), said);
        contains(
                installed.expect(0, "log", "build", "1").err(),
                "Test run 1 has no build log, for its build script did not start (BUILD_ERROR)",
                "there is no 'nothing.tar'");
    }

    @Test
    void ofAModuleThatIsNotThereIsShownWithoutBlankLines() throws Exception {
        installed.suite("s", """
                t:
                  build: {preamble: ['echo wanted; echo; echo'], modules: [no-such-module], cmds: ['true']}
                  run: {cmds: ['true']}
                """);
        Shell.Outcome outcome = installed.expect(3, "run", "s");
        contains(outcome.err(), "ENV_FAILED", "help: pergola log build 1");
        contains(outcome.out(), "('pergola log build 1' shows all):\n  | ");
        assertFalse(outcome.out().contains("shows all):\n  | \n"), outcome::out);
        assertFalse(outcome.out().stripTrailing().endsWith("|"), outcome::out);
    }

    /** Twice as much as the memory that any of the processes has, and half of that again. */
    @Test
    void ofAGigabyteIsKeptOnDiskAndItsEndIsShown(@TempDir Path folder) throws Exception {
        try (var small = new Installed(folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx400m"))) {
            small.suite("s", """
                    t:
                      build: {timeout: 60, cmds: ['head -c 1000000000 /dev/zero | tr "\\0" x | fold -w 99', 'echo; echo the end; false']}
                    """);
            Shell.Outcome outcome = small.expect(3, "run", "s");
            contains(outcome.err(), "BUILD_FAILED", "help: pergola log build 1");
            contains(outcome.out(), "| xxx", "| the end");
            assertTrue(Files.size(small.runDir(1).resolve("build.log")) > 1_000_000_000);
        }
    }

    @Test
    void buildsAloneRunNothing() throws Exception {
        installed.suite("b", """
                good: {build: {cmds: ['echo made > made']}, run: {cmds: ['cat made', 'touch %s/ran']}}
                bad: {build: {cmds: ['exit 4']}, run: {cmds: ['true']}}
                there: {build: {on_nodes: true, cmds: ['true']}, run: {cmds: ['true']}}
                """.formatted(installed.folder()));
        contains(installed.expect(2, "run", "-b", "b").err(), "b.there is built inside its job", "--build-only");
        contains(installed.expect(3, "run", "-b", "b.good", "b.bad").out(), "1 built, 1 failed");
        contains(installed.expect(0, "log", "states", "1").out(), "BUILD_SUCCESS", "nothing else was asked for");
        assertFalse(Files.exists(installed.folder().resolve("ran")));
        contains(installed.expect(0, "run", "--build-only", "b.good").out(), "1 built");
        installed.expect(0, "run", "b.good");
        contains(installed.expect(0, "log", "states", "4").out(), "BUILD_REUSED");
    }
}
