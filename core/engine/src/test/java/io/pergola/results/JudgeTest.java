package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private final Path run;

    JudgeTest(@TempDir Path run) {
        this.run = run;
    }

    private static String value(Judgement judgement, String key) {
        return Json.write(judgement.results().values().getOrDefault(key, Value.of("absent")));
    }

    private Judgement regex(String log, String arguments) {
        return Trees.judge(run, log, "result_parse: {regex: {a: {" + arguments + "}}}");
    }

    @Nested
    class Verdicts {

        @ParameterizedTest
        @CsvSource({"0, PASS", "1, FAIL", "137, FAIL"})
        void withoutSectionsTheExitStatusDecides(int status, Verdict verdict) {
            assertEquals(
                    verdict,
                    Judge.judge(Trees.plan(""), Trees.evidence(run, status)).verdict());
        }

        @ParameterizedTest
        @CsvSource({"1 == 1, PASS", "1 > 2, FAIL", "1, ERROR", "missing, ERROR", "1 / 0 > 1, ERROR"})
        void anEvaluationDecides(String expression, Verdict verdict) {
            Judgement judgement = Trees.judge(run, "", "result_evaluate: {result: '" + expression + "'}");
            assertEquals(verdict, judgement.verdict());
            assertEquals("\"" + verdict + "\"", value(judgement, "result"));
            assertEquals(verdict == Verdict.ERROR, !judgement.errors().isEmpty());
        }

        @Test
        void whatIsNotATruthValueIsSaidToBeNone() {
            Judgement judgement = Trees.judge(run, "", "result_evaluate: {result: '[1, 2]'}");
            assertEquals(List.of("result must be a boolean, True or False, but it is [1,2]"), judgement.errors());
            assertEquals(Json.write(Value.ofTexts(judgement.errors())), value(judgement, "pav_result_errors"));
        }

        @Test
        void evaluationsThatNeedALostOneAreLostWithIt() {
            Judgement judgement =
                    Trees.judge(run, "", "result_evaluate: {c: 'b + 1', b: 'a + 1', a: 'nowhere', d: '4'}");
            assertEquals(Verdict.ERROR, judgement.verdict());
            assertEquals(3, judgement.errors().size(), judgement.errors()::toString);
            assertEquals(
                    "result_evaluate.b: needs a, which has no value",
                    judgement.errors().get(1));
            assertEquals("4", value(judgement, "d"));
            assertEquals("\"absent\"", value(judgement, "c"));
        }

        @Test
        void undefinedAndInfiniteFiguresAreNoFailureOfTheHarness() {
            Judgement judgement = Trees.judge(run, "a: nan\nb: -inf\n", """
                    result_parse:
                      regex:
                        a: {regex: 'a: (\\S+)'}
                        b: {regex: 'b: (\\S+)'}
                        all: {regex: ': (\\S+)', match_select: all, action: store_max}
                    result_evaluate: {result: 'a > 1 or b > 0'}
                    """);
            assertEquals(Verdict.FAIL, judgement.verdict(), judgement.errors()::toString);
            assertEquals(
                    "\"nan\" \"-inf\" \"nan\"",
                    value(judgement, "a") + " " + value(judgement, "b") + " " + value(judgement, "all"));
        }
    }

    @Nested
    class Traces {

        @Test
        void aParserThatFoundNothingSaysWhereItLooked() {
            Judgement judgement = regex("one\ntwo\n", "regex: 'three (\\d)'");
            assertEquals("null", value(judgement, "a"));
            assertEquals(
                    "result_parse.regex.a: run.log: looked at 2 lines for regex 'three (\\d)', found nothing",
                    judgement.trace().getFirst());
        }

        @Test
        void theSearchStopsWithTheFirstValue() {
            Judgement judgement = regex("x 1\nx 2\nx 3\n", "regex: 'x (\\d)', match_select: 1");
            assertEquals(
                    "result_parse.regex.a: run.log: looked at 2 lines for regex 'x (\\d)', found 2 values",
                    judgement.trace().getFirst());
        }

        @Test
        void theVerdictIsTheLastLine() {
            assertEquals(
                    "verdict: PASS, by the script's exit status",
                    regex("", "regex: x").trace().getLast());
        }
    }

    @Nested
    class HostileFiles {

        @Test
        void binaryIsSearchedAsText() throws IOException {
            byte[] noise = new byte[100_000];
            new Random(1).nextBytes(noise);
            Files.createDirectories(run.resolve("build"));
            try (var out = Files.newOutputStream(run.resolve("run.log"))) {
                out.write(noise);
                out.write("\nspeed 5\n".getBytes(StandardCharsets.UTF_8));
            }
            Judgement judgement = Trees.judge(run, "result_parse: {regex: {a: {regex: '^speed (\\d)'}}}");
            assertEquals("5", value(judgement, "a"));
            assertEquals(List.of(), judgement.errors());
        }

        @Test
        void aMissingLogIsAnErrorAndNoMore() throws IOException {
            Files.createDirectories(run.resolve("build"));
            Judgement judgement = Trees.judge(run, "result_parse: {regex: {a: {regex: x}}}");
            assertEquals(Verdict.PASS, judgement.verdict());
            assertEquals(List.of("result_parse.regex.a: no file matches '../run.log'"), judgement.errors());
        }

        @Test
        void theLogIsFoundThoughTheBuildIsGone() throws IOException {
            Files.writeString(run.resolve("run.log"), "x 1\n");
            assertEquals("1", value(Trees.judge(run, "result_parse: {regex: {a: {regex: 'x (.)'}}}"), "a"));
        }

        @Test
        void whatIsNoFileIsNotRead() {
            Judgement judgement = regex("", "regex: x, files: [/dev/zero, ../build]");
            assertEquals(2, judgement.errors().size());
            assertEquals(
                    "result_parse.regex.a: /dev/zero: is not a regular file",
                    judgement.errors().getFirst());
        }

        @Test
        void aLineLongerThanAllReasonIsCutAndSaidToBe() {
            Judgement judgement = regex("begin" + "x".repeat(3 << 20) + "end\nnext 1\n", "regex: '^next (.)'");
            assertEquals("1", value(judgement, "a"));
            assertEquals(
                    List.of("run.log: of 1 too long line only the first 1048576 bytes were looked at"),
                    judgement.errors());
        }

        @Test
        void aPatternThatNeverEndsIsStopped() {
            Judgement judgement = Trees.judge(run, "a".repeat(60) + "!\nb 1\n", """
                    result_parse:
                      regex:
                        slow: {regex: '^(a|a)*\\1c$'}
                        good: {regex: 'b (.)'}
                    """);
            assertEquals(1, judgement.errors().size(), judgement.errors()::toString);
            assertTrue(judgement.errors().getFirst().startsWith("result_parse.regex.slow: run.log: line 1: "));
            assertEquals("null", value(judgement, "slow"));
            assertEquals("1", value(judgement, "good"));
        }

        @Test
        void tooManyValuesAreAnErrorNotAnEndlessList() {
            Judgement judgement =
                    regex("x\n".repeat(MatchSelect.MOST + 1), "regex: x, match_select: all, action: count");
            assertEquals("null", value(judgement, "a"));
            assertTrue(
                    judgement.errors().getFirst().contains("more than 1000000 values"), judgement.errors()::toString);
        }

        @Test
        void deepJsonIsAnError() {
            Judgement judgement = Trees.judge(run, "[".repeat(200_000), "result_parse: {json: {a: {}}}");
            assertEquals(1, judgement.errors().size(), judgement.errors()::toString);
        }
    }

    @Nested
    class FilesAndGlobs {

        private void file(String name, String text) throws IOException {
            Path file = run.resolve("build").resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        }

        @Test
        void globsGoThroughDirectoriesAndPassHiddenFiles() throws IOException {
            file("n1/out", "v 1\n");
            file("n2/out", "v 2\n");
            file("n2/.out", "v 3\n");
            file(".n3/out", "v 4\n");
            file("n[4]/out", "v 5\n");
            assertEquals("[1,2,5]", value(regex("", "regex: 'v (.)', files: 'n*/*', per_file: list"), "a"));
            assertEquals("[1]", value(regex("", "regex: 'v (.)', files: 'n[!2]/out', per_file: list"), "a"));
            assertEquals("5", value(regex("", "regex: 'v (.)', files: 'n[[]4]/out'"), "a"));
            assertEquals("4", value(regex("", "regex: 'v (.)', files: '.n?/out'"), "a"));
        }

        @Test
        void aFileFoundTwiceCountsOnce() throws IOException {
            file("a.out", "v 1\n");
            assertEquals("[1]", value(regex("", "regex: 'v (.)', files: [a.out, './a.*'], per_file: list"), "a"));
        }

        @Test
        void filesOfOneNameKeepTheFirst() throws IOException {
            file("x/n.1", "v 1\n");
            file("x/n.2", "v 2\n");
            Judgement judgement = regex("", "regex: 'v (.)', files: 'x/*', per_file: name");
            assertEquals("{\"n\":{\"a\":1}}", value(judgement, "per_file"));
            assertEquals(1, judgement.errors().size());
        }

        @Test
        void firstAndLastPassFilesWithoutAValue() throws IOException {
            for (int i = 1; i <= 4; i++) {
                file("f" + i, i == 1 || i == 4 ? "nothing\n" : "v " + i + "\n");
            }
            assertEquals("2", value(regex("", "regex: 'v (.)', files: 'f*', per_file: first"), "a"));
            assertEquals("3", value(regex("", "regex: 'v (.)', files: 'f*', per_file: last"), "a"));
        }
    }

    @Nested
    class Keys {

        @Test
        void defaultsHoldForAllKeysOfAParserUnlessTheySayOtherwise() {
            Judgement judgement = Trees.judge(run, "x 1\nx 2\n", """
                    result_parse:
                      regex:
                        _defaults: {regex: 'x (\\d)', match_select: last}
                        a: {}
                        b: {match_select: first}
                    """);
            assertEquals("2 1", value(judgement, "a") + " " + value(judgement, "b"));
        }

        @Test
        void temporaryKeysAreGoneAtEveryDepth() {
            Judgement judgement = Trees.judge(run, "{\"_x\": 1, \"y\": {\"_z\": 2, \"w\": 3}}", """
                    result_parse: {json: {a: {}, _b: {}}}
                    result_evaluate: {c: '_b.y.w'}
                    """);
            assertEquals("{\"y\":{\"w\":3}} 3", value(judgement, "a") + " " + value(judgement, "c"));
            assertEquals("\"absent\"", value(judgement, "_b"));
        }

        @Test
        void theyFollowTheBaseInTheOrderOfTheSections() {
            Judgement judgement = Trees.judge(run, "x 1\n", """
                    result_parse: {regex: {b: {regex: 'x (.)'}, a: {regex: 'x (.)'}}}
                    result_evaluate: {d: '1', c: '2'}
                    """);
            assertEquals(
                    List.of("name", "return_value", "b", "a", "d", "c", "per_file", "pav_result_errors", "result"),
                    List.copyOf(judgement.results().values().sequencedKeySet()));
        }

        @Test
        void theOutputOfACommandLosesItsLineEnd() {
            ResultPlan plan = Trees.plan("result_parse: {command: {a: {command: 'say', output_type: stdout}}}");
            Judgement judgement = Judge.judge(
                    plan, Trees.evidence(run, 0), (command, directory, errors) -> new CommandShell.Outcome(0, "12\n"));
            assertEquals("12", value(judgement, "a"));
        }

        @Test
        void withoutAShellACommandIsAnError() {
            Judgement judgement = Trees.judge(run, "", "result_parse: {command: {a: {command: 'true'}}}");
            assertEquals(1, judgement.errors().size());
            assertEquals("null", value(judgement, "a"));
        }
    }
}
