package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {

    @TempDir
    private Path run = Path.of("unset");

    private Judgement judge(String expect, int status, String evaluate) throws Exception {
        Files.createDirectories(run.resolve("build"));
        Files.writeString(run.resolve("run.log"), "x\n");
        var sections = ResultSections.of(Trees.yaml("run: {expect: '" + expect + "'}\n" + evaluate));
        return Judge.judge(ResultPlan.of(sections, new ArrayList<>()), Trees.evidence(run, status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pass        |   0 | PASS | ''",
                "pass        |   3 | FAIL | the script ended with exit code 3",
                "fail        |   3 | PASS | failed as expected: the script ended with exit code 3",
                "fail        | -11 | PASS | failed as expected: the script was killed by signal 11 (SIGSEGV)",
                "fail        |   0 | FAIL | expected to fail, but passed",
                "exit 3      |   3 | PASS | ended as expected: exit code 3",
                "exit 3      |   0 | FAIL | the script ended with exit code 0; expected was exit code 3",
                "signal SEGV | -11 | PASS | ended as expected: an end by signal 11 (SIGSEGV)",
                "signal 11   | 139 | PASS | ended as expected: an end by signal 11 (SIGSEGV)",
                "signal TERM |   1 | FAIL | the script ended with exit code 1; expected was an end by signal 15 (SIGTERM)",
                "timeout     |   0 | FAIL | the script ended with exit code 0; expected was a time-out"
            })
    void turnsTheVerdictRoundAndSaysSo(String expect, int status, Verdict verdict, String reason) throws Exception {
        Judgement judgement = judge(expect, status, "");
        assertEquals(verdict, judgement.verdict());
        assertEquals(reason, judgement.reason());
    }

    @Test
    void anExitIsExpectedBesideWhatTheTestsOwnResultSays() throws Exception {
        String passes = "result_evaluate: {result: '1 == 1'}";
        assertEquals(Verdict.PASS, judge("exit 3", 3, passes).verdict());
        assertEquals(
                "the script ended with exit code 0; expected was exit code 3",
                judge("exit 3", 0, passes).reason());
        assertEquals(
                Verdict.FAIL,
                judge("exit 3", 3, "result_evaluate: {result: '1 == 2'}").verdict());
    }

    @Test
    void aRunThatCannotBeJudgedIsNoExpectedFailure() throws Exception {
        assertEquals(
                Verdict.ERROR,
                judge("fail", 3, "result_evaluate: {result: 'nowhere > 1'}").verdict());
    }

    @Test
    void aTimeOutPassesOnlyIfItIsExpected() throws Exception {
        Judgement judgement = judge("timeout", 0, "");
        Judgement passed = judgement.timedOut(new Expectation.TimeOut(), "It printed nothing for 1 s and was killed");
        assertEquals(Verdict.PASS, passed.verdict());
        assertEquals("timed out as expected: It printed nothing for 1 s and was killed", passed.reason());
        assertEquals(
                Verdict.ERROR, judgement.timedOut(new Expectation.Fail(), "why").verdict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Fail",
                "fails",
                "fail 3",
                "exit",
                "exit 256",
                "exit -1",
                "exit 3 4",
                "signal",
                "signal NIX",
                "signal 65"
            })
    void whatMeansNothingIsNone(String written) {
        assertEquals(Optional.empty(), Expectation.parse(written));
    }
}
