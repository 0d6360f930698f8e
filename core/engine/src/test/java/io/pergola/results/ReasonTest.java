package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a run did not pass, in words. */
class ReasonTest {

    private static final String LOG = "bw: 11.2 GB/s\nerrors: 3\nlimit: 12\ncheck: bad\nnan: nan\n";
    private static final String PARSE = """
            result_parse:
              regex:
                bw: {regex: 'bw: (.*)', unit: GB/s}
                errors: {regex: 'errors: (.*)'}
                limit: {regex: 'limit: (.*)'}
                check: {regex: 'check: (.*)'}
                odd: {regex: 'nan: (.*)'}
                good: {regex: 'check: ok', action: store_true}
                lost: {regex: 'Triad rate (\\d+)'}
            """;

    private final Path run;

    ReasonTest(@TempDir Path run) {
        this.run = run;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bw > 12.0                         | bw 11.2 GB/s is below 12.0
            bw >= limit                       | bw 11.2 GB/s is below limit 12
            12.0 <= bw                        | bw 11.2 GB/s is below 12.0
            errors == 0                       | errors is 3, not 0
            errors < 3                        | errors 3 is not below 3
            errors <= 2                       | errors 3 is above 2
            errors != 3                       | errors 3 must be anything else
            check == "ok"                     | check is 'bad', not "ok"
            good                              | good is False
            not (errors == 3)                 | errors == 3 is True
            odd > 1                           | odd nan cannot be compared with 1
            bw > 1 and errors == 0 and good   | errors is 3, not 0; good is False
            bw > 12 or (errors < 2)           | bw 11.2 GB/s is below 12, and errors 3 is above 2
            max([bw, 1]) > 20 and bw > 0      | max([bw, 1]) 11.2 is below 20
            all([good, bw > 0])               | all([good, bw > 0]) is False
            """)
    void aFalseResultIsTakenApart(String expression, String reason) {
        Judgement judgement = judge("result: '" + expression + "'");
        assertEquals(Verdict.FAIL, judgement.verdict(), judgement.errors()::toString);
        assertEquals(reason, judgement.reason());
        assertEquals(Value.of(reason), judgement.results().values().get("result_reason"));
    }

    private Judgement judge(String evaluations) {
        return Trees.judge(run, LOG, PARSE + "result_evaluate: {" + evaluations + "}");
    }

    @Test
    void whatPassedHasNone() {
        Judgement judgement = judge("result: 'bw > 11'");
        assertEquals("", judgement.reason());
        assertEquals(false, judgement.results().values().containsKey("result_reason"));
    }

    @ParameterizedTest
    @CsvSource({"3, the script ended with exit code 3", "-9, the script was killed by signal 9 (SIGKILL)"})
    void theExitStatusIsOne(int status, String reason) {
        assertEquals(
                reason, Judge.judge(Trees.plan(""), Trees.evidence(run, status)).reason());
    }

    @Test
    void aParserThatFoundNothingSaysWhatItLookedForWhereAndWhatCameNear() {
        Judgement judgement = Trees.judge(
                run,
                "x\nTriad  rate: 12\n",
                "result_parse: {regex: {rate: {regex: 'Triad rate: (\\d+)'}}}\nresult_evaluate: {result: 'rate > 10'}");
        assertEquals(Verdict.ERROR, judgement.verdict());
        assertEquals(
                "rate: regex 'Triad rate: (\\d+)' found nothing in 2 lines of run.log; the nearest is line 2, 'Triad  rate: 12'",
                judgement.reason());
        assertTrue(String.join("\n", judgement.trace()).contains("the nearest is line 2"), judgement.trace()::toString);
    }

    @Test
    void aVerdictByAParserSaysWhatWasNotFound() {
        Judgement judgement = Trees.judge(run, "bad\n", "result_parse: {regex: {result: {regex: '^ok'}}}");
        assertEquals(Verdict.FAIL, judgement.verdict());
        assertEquals("result: regex '^ok' found nothing in 1 line of run.log", judgement.reason());
    }

    @Nested
    class References {

        private Judgement judge(String reference, List<String> nodes, String system) {
            ResultPlan plan = Trees.plan(PARSE + "result_reference: {" + reference + "}");
            var base = new LinkedHashMap<>(Trees.evidence(run, 0).base().values());
            base.put("nodes", Value.ofTexts(nodes));
            base.put("sys_name", Value.of(system));
            Trees.judge(run, LOG, "");
            return Judge.judge(plan, new Evidence(run.resolve("build"), new Value.Entries(base)));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                bw: {value: 11, lower: -5%, upper: +10%, unit: GB/s}  | PASS  |
                bw: {value: 12, lower: -5%, upper: +10%, unit: GB/s}  | FAIL  | bw 11.2 GB/s is below 11.4 (reference 12 -5%)
                bw: {value: 10, upper: +10%}                          | FAIL  | bw 11.2 GB/s is above 11 (reference 10 +10%)
                bw: {lower: 11.5}                                     | FAIL  | bw 11.2 GB/s is below 11.5
                bw: {lower: 11500, unit: MB/s}                        | FAIL  | bw 11.2 GB/s is below 11.5
                bw: {value: 11200, lower: -1%, unit: MB/s}            | PASS  |
                bw: {value: 100}                                      | PASS  |
                bw: {value: 3, lower: -5%, unit: s}                   | ERROR | bw is in GB/s, its reference in s
                lost: {value: 3, lower: -5%}                          | ERROR | lost has no value to compare with its reference
                odd: {value: 3, lower: -5%}                           | FAIL  | odd nan is not a number
                errors: {value: -4, lower: -10%, upper: 3}            | PASS  |
                bw: {lower: 12, for: {n1: {lower: 11}}}               | PASS  |
                bw: {lower: 12, for: {n2: {lower: 11}}}               | FAIL  | bw 11.2 GB/s is below 12
                bw: {lower: 12, for: {'n[1-4]': {lower: 11}}}         | PASS  |
                bw: {lower: 11, for: {'big*': {lower: 13}}}           | FAIL  | bw 11.2 GB/s is below 13
                bw: {value: 20, lower: -5%, for: {n1: {value: 11}}}   | PASS  |
                """)
        void aFigureOutOfItsRangeIsNoPass(String reference, Verdict verdict, String reason) {
            Judgement judgement = judge(reference, List.of("n1"), "bigsys");
            assertEquals(verdict, judgement.verdict(), judgement.reason());
            assertEquals(reason == null ? "" : reason, judgement.reason());
        }

        @Test
        void aPatternHoldsForAllNodesOfARun() {
            assertEquals(
                    Verdict.FAIL,
                    judge("bw: {lower: 12, for: {n1: {lower: 11}}}", List.of("n1", "n2"), "")
                            .verdict());
        }

        @Test
        void theyAreKeptBesideTheFigures() {
            Value.Entries kept = Trees.part(
                    judge("bw: {value: 12000, lower: -5%, unit: MB/s, better: higher}", List.of(), "")
                            .results(),
                    "result_references");
            assertEquals(
                    "{\"bw\":{\"value\":12.0,\"lower\":11.4,\"unit\":\"GB/s\",\"better\":\"higher\",\"state\":\"below\"}}",
                    Json.write(kept));
        }

        @Test
        void theyReachIntoMappings() {
            Judgement judgement = Trees.judge(
                    run,
                    "{\"a\": {\"x\": 1}, \"b\": {\"x\": 3}}",
                    "result_parse: {json: {doc: {}}}\nresult_reference: {doc.*.x: {upper: 2}, doc.c.x: {lower: 1}}");
            assertEquals(
                    "doc.b.x 3 is above 2; doc.c.x has no value to compare with its reference", judgement.reason());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                a: {value: x}               | result_reference.a: value must be a number, not 'x'
                a: {value: 5%}              | result_reference.a: value must be a number, not '5%'
                a: {value: 5, lower: low}   | result_reference.a: lower must be a number or a percentage such as -5%, not 'low'
                a: {lower: -5%}             | result_reference.a: a percentage needs a value of which it is a part
                a: {lower: 5, upper: 4}     | result_reference.a: the lower limit is above the upper one
                a: {better: more}           | result_reference.a: better cannot be 'more'
                a: {value: [1, 2]}          | result_reference.a: value must be a text
                a: [1]                      | result_reference.a: must be a mapping
                """)
        void wrongOnesAreToldBeforeAnythingRuns(String reference, String problem) {
            List<Problem> problems = new ArrayList<>();
            Trees.plan("result_reference: {" + reference + "}", problems);
            assertEquals(problem, problems.getFirst().what());
        }
    }
}
