package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that do what no test should. */
class HostileTestIT {

    private static final long MIB = 1L << 20;
    private static final int BIG_LOG_MIB = 200;
    private static final int PILOT_MIB = 250;

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp.resolve("a path with spaces, 'quotes' & more"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    /** A test of these commands, one a line. */
    private void test(String commands) throws IOException {
        installed.suite("s", "t:\n  run:\n    cmds:\n      - |\n" + commands.indent(8));
    }

    private void test(int timeout, String commands) throws IOException {
        installed.suite("s", "t:\n  run:\n    timeout: " + timeout + "\n    cmds:\n      - |\n" + commands.indent(8));
    }

    @Test
    void leavesADaemonBehind() throws Exception {
        test("""
                setsid sleep 1000 >/dev/null 2>&1 </dev/null &
                (setsid bash -c 'trap "" TERM HUP; sleep 1000 & sleep 1000' >/dev/null 2>&1 &)
                sleep 0.5
                """);
        installed.expect(0, "run", "s");
        assertEquals(Set.of(), installed.marked());
        contains(Files.readString(installed.runDir(1).resolve("status")), "left running were ended");
    }

    @Test
    void leavesADaemonWithoutItsEnvironment() throws Exception {
        Path file = installed.folder().resolve("daemon");
        installed.suite("s", """
                t:
                  run:
                    cmds:
                      - 'export FILE="%s"; cd /'
                      - 'setsid env -i FILE="$FILE" /bin/sh -c "echo \\$\\$ >\\"\\$FILE\\"; exec sleep 1000" >/dev/null 2>&1 &'
                      - 'while [ ! -s "$FILE" ]; do sleep 0.05; done'
                """.formatted(file.toString().replace("'", "''")));
        installed.expect(0, "run", "s");
        long daemon = Long.parseLong(Files.readString(file).strip());
        assertTrue(ProcessHandle.of(daemon).isEmpty(), "it lives");
    }

    @Test
    void leavesADaemonThatHoldsItsOutput() throws Exception {
        test("setsid sleep 1000 &\necho started\n");
        installed.expect(0, "run", "s");
        assertEquals(Set.of(), installed.marked());
    }

    @Test
    void printsBytesThatAreNoText() throws Exception {
        installed.suite("s", """
                t:
                  run:
                    cmds:
                      - 'head -c 100000 /dev/urandom'
                      - 'printf "\\n\\000\\001\\377\\nspeed 7\\n"'
                  result_parse: {regex: {speed: {regex: '^speed (\\d+)'}}}
                """);
        Value.Entries test = installed.tests(0, "run", "s", "--json").getFirst();
        assertEquals(
                Value.of(7),
                ((Value.Entries) Installed.value(test, "figures")).values().get("speed"));
    }

    @Test
    void printsTwoHundredMegabytes() throws Exception {
        Path gate = installed.folder().resolve("gate");
        installed.suite("s", """
                big:
                  run:
                    cmds:
                      - '(yes "a line of text that is sixty-four bytes long, with its line end" || true) | head -c %d'
                      - 'head -c %d /dev/zero'
                      - 'echo; echo speed 7'
                  result_parse: {regex: {speed: {regex: '^speed (\\d+)'}}}
                gate:
                  run: {cmds: ['while [ ! -e "%s" ]; do sleep 0.1; done']}
                """.formatted(
                        (BIG_LOG_MIB - 20) * MIB, 20 * MIB, gate.toString().replace("'", "''")));
        installed.expect(0, "run", "-d", "s");
        Installed.await("the big one has ended", () -> "PASS"
                .equals(text(installed.statuses("1").getFirst(), "result")));
        long peak = peakMib(installed.pilots().getFirst());
        assertTrue(peak < PILOT_MIB, () -> "the pilot took " + peak + " MiB");
        assertTrue(Files.size(installed.runDir(1).resolve("run.log")) > BIG_LOG_MIB * MIB);
        Files.createFile(gate);
        installed.expect(0, "wait", "last");
    }

    private static long peakMib(long pid) throws IOException {
        Matcher line = Pattern.compile("VmHWM:\\s*(\\d+) kB")
                .matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        assertTrue(line.find());
        return Long.parseLong(line.group(1)) / 1024;
    }

    @Test
    void ignoresTheSignalAtItsTimeOut() throws Exception {
        test(1, "trap '' TERM\nwhile :; do sleep 1000; done\n");
        Value.Entries test = installed.tests(3, "run", "s", "--json").getFirst();
        assertEquals("RUN_TIMEOUT", text(test, "state"));
        assertEquals(Set.of(), installed.marked());
    }

    @Test
    void ignoresTheSignalWhenItIsCancelled() throws Exception {
        test("trap '' TERM\nwhile :; do sleep 1000; done\n");
        installed.expect(0, "run", "-d", "s");
        Installed.await("it runs", () -> !installed.marked().isEmpty());
        contains(installed.expect(0, "cancel").out(), "CANCELLED");
        assertEquals(Set.of(), installed.marked());
    }

    @Test
    void closesItsOutput() throws Exception {
        test("exec >&- 2>&- </dev/null\nsleep 0.2\nexit 3\n");
        contains(installed.expect(1, "run", "s").out(), "exit code 3");
    }

    @Test
    void takesAwayTheRightsToItsDirectory() throws Exception {
        test("chmod 000 \"$PERGOLA_RUN_DIR\" .\nexit 0\n");
        Shell.Outcome outcome = installed.run("run", "s");
        // Root may still write there.
        assertTrue(outcome.code() == 0 || outcome.code() == 3, outcome::err);
        assertFalse(outcome.err().contains("\tat "), outcome::err);
    }

    @Test
    void removesItsDirectory() throws Exception {
        installed.suite("s", """
                gone: {run: {cmds: ['rm -rf "$PERGOLA_RUN_DIR"']}}
                good: {run: {cmds: ['true']}}
                """);
        Shell.Outcome outcome = installed.run("run", "s");
        assertFalse(outcome.err().contains("\tat "), outcome::err);
        contains(outcome.out(), "s.good");
        List<Value.Entries> left = installed.statuses("all");
        assertTrue(
                left.stream()
                        .anyMatch(status -> text(status, "name").equals("s.good")
                                && text(status, "result").equals("PASS")),
                left::toString);
        assertTrue(
                left.stream().allMatch(status -> Value.of(true)
                        .equals(status.values().get("ended"))),
                left::toString);
    }

    @Test
    void replacesItsDirectoriesByFiles() throws Exception {
        test(
                "cd /\nrm -rf \"$PERGOLA_RUN_DIR/build\" \"$PERGOLA_RUN_DIR/run.log\"\necho >\"$PERGOLA_RUN_DIR/build\"\n");
        Shell.Outcome outcome = installed.run("run", "s");
        assertFalse(outcome.err().contains("\tat "), outcome::err);
        assertEquals(Value.of(true), installed.statuses().getFirst().values().get("ended"));
    }

    @Test
    void endsBySignal() throws Exception {
        test("kill -KILL $$\n");
        contains(installed.expect(1, "run", "s").out(), "killed by signal 9");
        contains(Files.readString(installed.runDir(1).resolve("status")), "SIGKILL");
    }

    @Test
    void hasANameThatWouldChangeTheTerminal() throws Exception {
        installed.suite("s", """
                t:
                  subtitle: "\\e]0;title\\a\\e[31m"
                  run: {cmds: ['true']}
                """);
        Shell.Outcome outcome = installed.expect(0, "run", "s");
        for (String text :
                List.of(outcome.out(), outcome.err(), installed.run("status").out())) {
            assertEquals(-1, text.indexOf('\033'), text);
            assertEquals(-1, text.indexOf('\007'), text);
        }
    }

    @Test
    void writesToTheTerminalOfWhoReadsItsLog() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "util-linux's script makes the terminal");
        test("printf 'one \\033]0;evil\\007 two \\000 three\\n'\n");
        installed.expect(0, "run", "s");
        String onTerminal = installed
                .shell()
                .run("script", "-qec", "'" + Installed.program() + "' log run 1", "/dev/null")
                .out();
        contains(onTerminal, "one ", "three");
        assertFalse(onTerminal.contains("\033]"), onTerminal);
        assertEquals(-1, onTerminal.indexOf('\007'), onTerminal);
    }

    @Test
    void cannotSetUpItsEnvironment() throws Exception {
        installed.suite("s", """
                t:
                  run:
                    preamble: ['module() { return 1; }']
                    modules: [gcc/99]
                    cmds: ['true']
                """);
        Value.Entries test = installed.tests(3, "run", "s", "--json").getFirst();
        assertEquals("ENV_FAILED", text(test, "state"));
    }

    @Test
    void writesIntoItsOwnJournal() throws Exception {
        test("printf 'nonsense\\000\\377' >>\"$PERGOLA_RUN_DIR/status\"\n");
        installed.expect(0, "run", "s");
        assertEquals("PASS", text(installed.statuses().getFirst(), "result"));
        assertEquals("COMPLETE", text(installed.statuses().getFirst(), "state"));
    }

    @Test
    void hasWordsThatBashWouldExpand() throws Exception {
        installed.suite("s", """
                t:
                  variables: {word: '$(touch /nonexistent) `x` "a" \\ !'}
                  run:
                    create_files: {input: ['{{word}}']}
                    cmds: ['cat input']
                """);
        installed.expect(0, "run", "s");
        assertEquals(
                "$(touch /nonexistent) `x` \"a\" \\ !\n",
                Files.readString(installed.runDir(1).resolve("run.log"), StandardCharsets.UTF_8));
    }
}
