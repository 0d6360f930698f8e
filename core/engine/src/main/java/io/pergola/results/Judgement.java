package io.pergola.results;

import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a test run came to.
 *
 * @param results the base, what was parsed and evaluated, {@code per_file}, {@code pav_result_errors} and the verdict, in
 *     this order; temporary keys (they begin with {@code _}) are gone
 * @param verdict PASS, FAIL or ERROR, as it also stands in the results
 * @param errors what went wrong on the way, a sentence each; the test may have passed all the same
 * @param reason why it did not pass, or passed otherwise than plainly, in words; else empty. The results have it too
 * @param trace what was looked for where and what came of it, line by line, for the run's {@code results.log}
 */
public record Judgement(
        Value.Entries results, Verdict verdict, List<String> errors, String reason, List<String> trace) {

    /** Copies the lists. */
    public Judgement {
        errors = List.copyOf(errors);
        trace = List.copyOf(trace);
    }

    /** The same run as an ERROR, for a reason that lies outside of its results. */
    public Judgement asError(String why) {
        var values = new LinkedHashMap<>(results.values());
        List<String> all = new ArrayList<>(errors);
        all.add(why);
        values.put(ResultKeys.ERRORS, Value.ofTexts(all));
        values.put(ResultKeys.REASON, Value.of(why));
        values.put(ResultKeys.RESULT, Value.of(Verdict.ERROR.name()));
        return new Judgement(new Value.Entries(values), Verdict.ERROR, all, why, trace);
    }

    /**
     * The same run when a time limit ended it: an ERROR, or a pass if that was expected.
     *
     * @param why which limit, in words
     */
    public Judgement timedOut(Expectation expectation, String why) {
        if (!(expectation instanceof Expectation.TimeOut)) {
            return asError(why);
        }
        String reason = "timed out as expected: " + why;
        var values = new LinkedHashMap<>(results.values());
        values.put(ResultKeys.REASON, Value.of(reason));
        values.put(ResultKeys.RESULT, Value.of(Verdict.PASS.name()));
        return new Judgement(new Value.Entries(values), Verdict.PASS, errors, reason, trace);
    }
}
