package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs begin and end: warm-ups, limits, and ends that were expected. */
class RunLifeIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    /** Result and reason, by the names of tests. */
    private Map<String, String> verdicts(int code, String... args) throws Exception {
        var verdicts = new LinkedHashMap<String, String>();
        for (Value.Entries test : installed.tests(code, args)) {
            verdicts.put(text(test, "name"), text(test, "result") + ": " + text(test, "reason"));
        }
        return verdicts;
    }

    @Nested
    class ExpectedEnds {

        @BeforeEach
        void writeSuite() throws IOException {
            installed.suite("s", """
                    breaks: {run: {expect: fail, cmds: ['exit 3']}}
                    works: {run: {expect: fail, cmds: ['true']}}
                    exits: {run: {expect: exit 3, cmds: ['exit 3']}}
                    crashes: {run: {expect: signal SEGV, cmds: ['bash -c "kill -SEGV \\$\\$"']}}
                    hangs: {run: {expect: timeout, timeout: 1, cmds: ['sleep 600']}}
                    ends: {run: {expect: timeout, timeout: 30, cmds: ['true']}}
                    """);
        }

        @Test
        void areVerdictsWithTheirReasons() throws Exception {
            Map<String, String> verdicts = verdicts(1, "run", "s", "--json");
            assertEquals("PASS: failed as expected: the script ended with exit code 3", verdicts.get("s.breaks"));
            assertEquals("FAIL: expected to fail, but passed", verdicts.get("s.works"));
            assertEquals("PASS: ended as expected: exit code 3", verdicts.get("s.exits"));
            assertEquals("PASS: ended as expected: an end by signal 11 (SIGSEGV)", verdicts.get("s.crashes"));
            assertEquals(
                    "PASS: timed out as expected: It printed nothing for 1 s and was killed", verdicts.get("s.hangs"));
            assertEquals("FAIL: the script ended with exit code 0; expected was a time-out", verdicts.get("s.ends"));
            contains(installed.expect(0, "results", "--re-run").out(), "timed out as expected", "failed as expected");
        }

        @Test
        void areToldInTablesAndReports() throws Exception {
            Path reports = installed.folder().resolve("reports");
            Shell.Outcome outcome = installed.expect(1, "run", "s.breaks", "s.works", "--report", reports.toString());
            contains(outcome.out(), "failed as expected: the script ended with exit code 3");
            contains(outcome.out(), "expected to fail, but passed");
            try (var files = Files.walk(reports)) {
                Path junit = files.filter(file -> file.toString().endsWith(".xml"))
                        .findFirst()
                        .orElseThrow();
                contains(
                        Files.readString(junit),
                        "<property name=\"remark\" value=\"failed as expected: the script ended with exit code 3\"/>",
                        "<failure message=\"expected to fail, but passed\"",
                        "failures=\"1\" errors=\"0\"");
            }
        }

        @Test
        void thatMeanNothingAreRefused() throws Exception {
            installed.suite("bad", "t: {run: {expect: failure, warmup: many, timeout_total: -1, cmds: ['true']}}\n");
            contains(
                    installed.expect(2, "run", "bad").err(),
                    "run.expect: expected pass, fail, timeout, 'exit N' or 'signal NAME', but this is 'failure'",
                    "run.warmup: expected a whole number of at least 0, but this is 'many'",
                    "run.timeout_total: expected a number of seconds, but this is '-1'",
                    "bad.yaml:1:");
        }
    }

    @Nested
    class WarmUps {

        @Test
        void runBeforeTheTimeThatCountsWithLogsOfTheirOwn() throws Exception {
            installed.suite("s", """
                    t:
                      run:
                        warmup: 2
                        cmds: ['echo "round ${PERGOLA_WARMUP:-that counts}"', 'echo >>rounds', '[ -z "$PERGOLA_WARMUP" ] || exit 4']
                      result_parse: {regex: {round: {regex: 'round (.*)', match_select: all}}}
                    """);
            Value.Entries test = installed.tests(0, "run", "s", "--json").getFirst();
            assertEquals(
                    Value.ofTexts(java.util.List.of("that counts")),
                    ((Value.Entries) Installed.value(test, "figures")).values().get("round"));
            assertEquals("round 1\n", Files.readString(installed.runDir(1).resolve("warmup.1.log")));
            assertEquals("round 2\n", Files.readString(installed.runDir(1).resolve("warmup.2.log")));
            assertEquals(
                    3,
                    Files.readAllLines(installed.runDir(1).resolve("build/rounds"))
                            .size());
            contains(
                    installed.expect(0, "log", "states", "1").out(),
                    "WARMUP",
                    "Warm-up 2 of 2",
                    "Warm-up 1 ended with exit code 4");
        }

        @Test
        void endWithTheRunThatTakesTooLong() throws Exception {
            installed.suite("s", "t: {run: {warmup: 3, timeout: 1, cmds: ['sleep 600']}}\n");
            assertEquals(
                    "ERROR: It printed nothing for 1 s and was killed",
                    verdicts(3, "run", "s", "--json").get("s.t"));
            assertFalse(Files.exists(installed.runDir(1).resolve("warmup.2.log")));
        }
    }

    @Nested
    class Limits {

        @Test
        void ofTheWholeTimeEndARunThatPrintsAllTheTime() throws Exception {
            installed.suite("s", "t: {run: {timeout_total: 1.5, cmds: ['while :; do echo on; sleep 0.1; done']}}\n");
            assertEquals(
                    "ERROR: It ran for more than 1.5 s and was killed",
                    verdicts(3, "run", "s", "--json").get("s.t"));
        }

        @Test
        void ofSilenceMayBeParts() throws Exception {
            installed.suite("s", "t: {run: {timeout: 0.5, cmds: ['sleep 600']}}\n");
            assertEquals(
                    "ERROR: It printed nothing for 0.5 s and was killed",
                    verdicts(3, "run", "s", "--json").get("s.t"));
        }

        @Test
        void ofSilenceLookAtTheFileThatIsNamed() throws Exception {
            installed.suite("s", """
                    works-on: {run: {timeout: 2, timeout_file: out/progress, cmds: ['mkdir -p out', 'for i in 1 2 3 4 5 6 7 8; do date >out/progress; sleep 0.5; done']}}
                    prints-only: {run: {timeout: 2, timeout_file: progress, cmds: ['date >progress', 'for i in {1..600}; do echo $i; sleep 0.5; done']}}
                    before-it-is-there: {run: {timeout: 2, timeout_file: progress, cmds: ['for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.5; done']}}
                    """);
            Map<String, String> verdicts = verdicts(3, "run", "s", "--json");
            assertEquals("PASS: ", verdicts.get("s.works-on"));
            assertEquals("ERROR: It printed nothing for 2 s and was killed", verdicts.get("s.prints-only"));
            assertEquals("PASS: ", verdicts.get("s.before-it-is-there"));
        }
    }

    @Test
    void signalsAreSaidInWordsWhomeverTheyHit() throws Exception {
        installed.suite("s", """
                script: {run: {cmds: ['kill -SEGV $$']}}
                command: {run: {cmds: ['bash -c "kill -ABRT \\$\\$"']}}
                missing: {run: {cmds: ['no-such-command']}}
                """);
        Map<String, String> verdicts = verdicts(1, "run", "s", "--json");
        assertEquals("FAIL: the script was killed by signal 11 (SIGSEGV)", verdicts.get("s.script"));
        assertEquals(
                "FAIL: the script ended with exit code 134, as when a command is killed by signal 6 (SIGABRT)",
                verdicts.get("s.command"));
        assertEquals(
                "FAIL: the script ended with exit code 127, as when a command is not found", verdicts.get("s.missing"));
    }
}
