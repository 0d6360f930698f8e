package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run repeated by hand, from its own directory and from a copy, without anything of the environment it had. */
class RepeatIT {

    private static final String SUITE = """
            t:
              variables: {word: "it's {braced}"}
              build:
                source_path: code
                copy_files: [input]
                cmds: ['{ echo "#!/bin/bash"; echo "echo built; cat input lib/*"; } >prog', 'chmod +x prog', 'ln -s prog alias']
              run:
                warmup: 1
                create_files: {made: ['a {{word}}']}
                env: {FIRST: one, SECOND: '$FIRST two', PATH: '$PWD:$PATH', GONE: null}
                cmds:
                  - 'echo "run $TEST_ID on ${PERGOLA_CORES:-no} cores: $SECOND {{sched.test_nodes}} {{sched.test_cmd}}"'
                  - 'prog; ./alias'
                  - 'cat made'
                  - '$PERGOLA set_status -s HALFWAY'
                  - 'ls "$PERGOLA_RUN_DIR"/build | sort; [ -e "$PERGOLA_RUN_DIR/build/prog" ]'
                  - 'echo "in ${PWD##*/}" >&2; bash -c "exit 5" || echo "ended with $?"'
            """;

    private Installed installed;

    @BeforeEach
    void runOnce(@TempDir Path temp) throws Exception {
        installed = new Installed(temp);
        Path code = Files.createDirectories(installed.config().resolve("test_src/code/lib"));
        Files.writeString(code.resolve("one"), "first\n");
        Files.createSymbolicLink(code.resolve("two"), Path.of("one"));
        Files.writeString(code.resolveSibling("input"), "some input\n");
        installed.suite("s", SUITE).expect(0, "run", "s");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private static Shell.Outcome plain(Path folder, String command) throws Exception {
        return new Shell(folder, Map.of()).run("/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "/bin/bash", "-c", command);
    }

    @Test
    void printsTheSameFromItsOwnDirectory() throws Exception {
        String log = Files.readString(installed.runDir(1).resolve("run.log"));
        contains(log, "one two", "built\nsome input\nfirst\nfirst\n", "a it's {braced}", "ended with 5");
        assertEquals(
                log,
                plain(Path.of("/"), "exec 2>&1; bash '" + installed.runDir(1) + "/run.sh'")
                        .out());
    }

    @Test
    void printsTheSameFromACopyOnAMachineThatHasNothingOfIt(@TempDir Path elsewhere) throws Exception {
        String log = Files.readString(installed.runDir(1).resolve("run.log"));
        Path archive = elsewhere.resolve("it's.tar.gz");
        Shell.Outcome outcome = installed.expect(0, "isolate", "1", archive.toString());
        assertEquals("", outcome.err());
        Files.move(installed.work(), installed.folder().resolve("work-gone"));
        Files.move(installed.config(), installed.folder().resolve("config-gone"));
        assertEquals(0, plain(elsewhere, outcome.out()).code());
        Path copy = Files.move(elsewhere.resolve("it's"), elsewhere.resolve("another place"));
        assertEquals(
                log,
                plain(Path.of("/"), "exec 2>&1; bash '" + copy + "/run.sh'").out());
        contains(Files.readString(copy.resolve("README")), "bash run.sh", "Test run 1, s.t");
        assertEquals(log, Files.readString(copy.resolve("original/run.log")));
        String script = Files.readString(copy.resolve("run.sh"));
        assertFalse(script.contains(Installed.program().toString()), script);
        assertFalse(script.contains(installed.work().toString()), script);
        try (Stream<Path> files = Files.walk(copy)) {
            assertTrue(files.filter(Files::isSymbolicLink).allMatch(Files::exists), "a link leads nowhere");
        }
    }

    @Test
    void isNotCopiedOverAnythingNorBeforeItsEnd(@TempDir Path elsewhere) throws Exception {
        Path used = Files.writeString(elsewhere.resolve("used"), "mine\n");
        contains(installed.expect(4, "isolate", "1", used.toString()).err(), "is there already");
        contains(installed.expect(4, "isolate", "-a", "1", used.toString()).err(), "is there already");
        assertEquals("mine\n", Files.readString(used));
        installed
                .suite("broken", "t: {build: {cmds: ['false']}, run: {cmds: ['true']}}\n")
                .expect(3, "run", "broken");
        contains(
                installed
                        .expect(2, "isolate", "2", elsewhere.resolve("new").toString())
                        .err(),
                "test run 2 ended before it had a script to run");
        installed.suite("long", "t: {run: {cmds: ['sleep 600']}}\n").expect(0, "run", "-d", "long");
        contains(
                installed
                        .expect(2, "isolate", "3", elsewhere.resolve("new").toString())
                        .err(),
                "test run 3 has not ended");
        installed.expect(0, "cancel", "3");
    }

    @Test
    void tellsWhatItCannotFree(@TempDir Path elsewhere) throws Exception {
        installed.suite("named", """
                t: {run: {cmds: ['ls %s/test_runs | head -n 1', 'ln -s /no/such/place link; true']}}
                """.formatted(installed.work())).expect(0, "run", "named");
        Shell.Outcome outcome =
                installed.expect(0, "isolate", "2", elsewhere.resolve("copy").toString());
        contains(
                outcome.err(),
                "warning: link is a link to /no/such/place, which is not part of the copy",
                "warning: line 10 of original/run.sh names a path in " + installed.work());
    }
}
