package io.pergola.ci;

import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.report.DisplayText;
import io.pergola.report.Figure;
import io.pergola.report.Figures;
import io.pergola.store.RunSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as reports show it. Its texts hold no control characters but line ends and tabs.
 *
 * @param run what listings show of it
 * @param results its result values; null if it has none
 * @param suitePath the suite's file, perhaps relative to where the report is read; empty if not known
 * @param logTail the last lines of its log; empty if it passed, or there is none
 */
public record CiRun(RunSummary run, Value.@Nullable Entries results, String suitePath, List<String> logTail) {

    /** Makes the lines of the log harmless. */
    public CiRun {
        logTail = logTail.stream().map(CiRun::clean).toList();
    }

    /** What became of it, in four words. */
    enum Outcome {
        PASSED,
        FAILED,
        ERROR,
        UNFINISHED
    }

    Outcome outcome() {
        Verdict verdict = run.result();
        if (!run.ended()) {
            return Outcome.UNFINISHED;
        }
        if (verdict == null) {
            return Outcome.ERROR;
        }
        return switch (verdict) {
            case PASS -> Outcome.PASSED;
            case FAIL -> Outcome.FAILED;
            case ERROR -> Outcome.ERROR;
        };
    }

    /** What keeps it from having passed; empty if it did. */
    String reason() {
        if (outcome() == Outcome.PASSED) {
            return "";
        }
        if (results != null && results.values().get(ResultKeys.REASON) instanceof Value.Text(String reason)) {
            return clean(reason);
        }
        return clean(run.note().isEmpty() ? run.state() : run.state() + ": " + run.note());
    }

    /** What there is to say of a run that passed, as that it was expected to fail; mostly empty. */
    String remark() {
        return outcome() == Outcome.PASSED
                        && results != null
                        && results.values().get(ResultKeys.REASON) instanceof Value.Text(String remark)
                ? clean(remark)
                : "";
    }

    List<Figure> figures() {
        return results == null ? List.of() : Figures.flat(results, run.nodes());
    }

    /** Seconds from its start to its end; 0 if it has not both. */
    double seconds() {
        return run.started() == null || run.finished() == null
                ? 0
                : Duration.between(run.started(), run.finished()).toMillis() / 1000.0;
    }

    /** The part of the name before the first dot. */
    String suite() {
        return suite(run.name());
    }

    static String suite(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The rest of the name. */
    String test() {
        return test(run.name());
    }

    static String test(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(dot + 1);
    }

    /** Without what terminals obey and XML must not hold. */
    static String clean(String text) {
        String plain = text.replaceAll(
                "\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_])", "");
        var clean = new StringBuilder();
        DisplayText.harmlessLines(plain).codePoints().forEach(c -> clean.appendCodePoint(allowed(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean allowed(int c) {
        return c == '\n'
                || c == '\t'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
