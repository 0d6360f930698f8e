package io.pergola.results;

import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.json.Json;
import io.pergola.model.ExitWords;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Parses, evaluates and judges. Reads files as streams: a log may be larger than memory. Safe for use by several threads. */
public final class Judge {

    private final ResultPlan plan;
    private final Evidence evidence;
    private final CommandShell shell;
    private final Notes notes = new Notes();
    private final Functions functions;
    private final List<String> reasons = new ArrayList<>();

    /** Parsed and evaluated so far. */
    private final SequencedMap<String, Value> keys = new LinkedHashMap<>();

    private final SequencedMap<String, Value> units = new LinkedHashMap<>();

    private final SequencedMap<String, Value> references = new LinkedHashMap<>();

    /** Evaluations without a value. */
    private final Set<String> failed = new HashSet<>();

    private Judge(ResultPlan plan, Evidence evidence, CommandShell shell, Functions functions) {
        this.plan = plan;
        this.evidence = evidence;
        this.shell = shell;
        this.functions = functions;
    }

    /**
     * Judges one run with the functions of the language itself, without a shell: the parser {@code command} gives an error in
     * place of a value.
     *
     * @see #judge(ResultPlan, Evidence, CommandShell, Functions)
     */
    public static Judgement judge(ResultPlan plan, Evidence evidence) {
        CommandShell none = (command, directory, withErrors) -> {
            throw new IOException("no commands are run here");
        };
        return judge(plan, evidence, none, Functions.builtIn());
    }

    /**
     * Judges one run with the functions of the language itself.
     *
     * @see #judge(ResultPlan, Evidence, CommandShell, Functions)
     */
    public static Judgement judge(ResultPlan plan, Evidence evidence, CommandShell shell) {
        return judge(plan, evidence, shell, Functions.builtIn());
    }

    /**
     * Judges one run. Never throws for what a test left behind, however broken: whatever cannot be read or evaluated becomes an
     * entry of {@link Judgement#errors}.
     */
    public static Judgement judge(ResultPlan plan, Evidence evidence, CommandShell shell, Functions functions) {
        return new Judge(plan, evidence, shell, functions).judgement();
    }

    private Judgement judgement() {
        Figures figures = new Harvest(evidence, shell, notes).bring(plan.entries());
        keys.putAll(figures.keys());
        units.putAll(figures.units());
        Value perFile = figures.perFile();
        plan.evaluations().forEach(evaluation -> evaluate(evaluation, perFile));
        if (!plan.looped().isEmpty()) {
            failed.addAll(plan.looped());
            notes.error("result_evaluate: " + EvaluationReader.loopMessage(plan.looped()));
            reasons.add(EvaluationReader.loopMessage(plan.looped()));
        }
        Verdict verdict = expected(trusted(compared(verdict(perFile), perFile)));
        String reason = String.join("; ", reasons);
        notes.trace("verdict: " + verdict + (plan.definesResult() ? "" : ", by the script's exit status")
                + (reason.isEmpty() ? "" : ": " + reason));
        return new Judgement(results(perFile, verdict, reason), verdict, notes.errors(), reason, notes.lines());
    }

    private void evaluate(Evaluation evaluation, Value perFile) {
        String key = evaluation.key();
        List<String> lost = evaluation.needs().stream().filter(failed::contains).toList();
        if (!lost.isEmpty()) {
            failed.add(key);
            notes.error(evaluation.place() + ": needs " + String.join(", ", lost) + ", which has no value");
            return;
        }
        try {
            Value value = evaluation.expression().evaluateResults(known(perFile), functions);
            keys.put(key, value);
            notes.trace(evaluation.place() + ": " + evaluation.expression().source() + " = " + Json.write(value));
        } catch (ExpressionException e) {
            fail(evaluation, "'" + evaluation.expression().source() + "': " + e.getMessage());
        }
    }

    private void fail(Evaluation evaluation, String why) {
        failed.add(evaluation.key());
        notes.error(evaluation.place() + ": " + why);
        List<String> missed = evaluation.expression().paths().stream()
                .flatMap(path -> notes.missed(path.getFirst()).stream())
                .distinct()
                .toList();
        reasons.add(missed.isEmpty() ? evaluation.key() + ": " + why : String.join("; ", missed));
    }

    /** What evaluations see. */
    private Value.Entries known(Value perFile) {
        var all = new LinkedHashMap<>(evidence.base().values());
        all.putAll(keys);
        all.put(KeyNames.PER_FILE, perFile);
        all.put(KeyNames.ERRORS, Value.ofTexts(notes.errors()));
        return new Value.Entries(all);
    }

    private Verdict verdict(Value perFile) {
        if (!failed.isEmpty()) {
            return Verdict.ERROR;
        }
        Value result = plan.definesResult() ? keys.get(KeyNames.RESULT) : returned();
        if (result instanceof Value.Bool(boolean passed)) {
            if (!passed) {
                reasons.add(plan.definesResult() ? whyFalse(perFile) : ending());
            }
            return passed && endedRightly() ? Verdict.PASS : Verdict.FAIL;
        }
        String wrong = "result must be a boolean, True or False, but "
                + (result == null ? "there is none" : "it is " + Json.write(result));
        notes.error(wrong);
        reasons.add(wrong);
        return Verdict.ERROR;
    }

    private String whyFalse(Value perFile) {
        return plan.evaluations().stream()
                .filter(evaluation -> evaluation.key().equals(KeyNames.RESULT))
                .findFirst()
                .map(evaluation -> new Reason(known(perFile), units, functions)
                        .whyFalse(evaluation.expression().source()))
                .or(() -> notes.missed(KeyNames.RESULT))
                .orElse("what the result looks for is there, and must not be");
    }

    /** Beside what the test's own result says, the script must have ended as was expected, if that was more than well. */
    private boolean endedRightly() {
        if (!plan.definesResult()
                || plan.expectation().words().isEmpty()
                || returned().equals(Value.of(true))) {
            return true;
        }
        reasons.add(ending());
        return false;
    }

    private String ending() {
        if (!(evidence.base().values().get("return_value") instanceof Value.Int(BigInteger status))) {
            return "the script did not end";
        }
        String wanted = plan.expectation().words();
        return (status.signum() < 0
                        ? "the script was killed by " + ExitWords.signal(-status.intValue())
                        : "the script ended with " + ExitWords.code(status.intValue()))
                + (wanted.isEmpty() ? "" : "; expected was " + wanted);
    }

    /** Turns round what a test that should fail came to. One that could not be judged is as bad as ever. */
    private Verdict expected(Verdict verdict) {
        boolean shouldFail = plan.expectation() instanceof Expectation.Fail;
        if (shouldFail && verdict == Verdict.FAIL) {
            String why = String.join("; ", reasons);
            reasons.clear();
            reasons.add("failed as expected" + (why.isEmpty() ? "" : ": " + why));
            return Verdict.PASS;
        }
        if (shouldFail && verdict == Verdict.PASS) {
            reasons.add("expected to fail, but passed");
            return Verdict.FAIL;
        }
        if (verdict == Verdict.PASS && !plan.expectation().words().isEmpty()) {
            reasons.add("ended as expected: " + plan.expectation().words());
        }
        return verdict;
    }

    /** A figure that is not what it should be is no pass; one that is not there cannot be judged. */
    private Verdict compared(Verdict verdict, Value perFile) {
        if (plan.references().isEmpty()) {
            return verdict;
        }
        var check = new ReferenceCheck(known(perFile), units);
        check.check(plan.references());
        references.putAll(check.told());
        check.missing().forEach(sentence -> notes.error("result_reference: " + sentence));
        reasons.addAll(check.outside());
        reasons.addAll(check.missing());
        if (verdict != Verdict.PASS) {
            return verdict;
        }
        return check.missing().isEmpty() ? check.outside().isEmpty() ? verdict : Verdict.FAIL : Verdict.ERROR;
    }

    /** Whatever the figures say, they are not what was asked for if a plugin broke on the way to them. */
    private Verdict trusted(Verdict verdict) {
        reasons.addAll(0, notes.broken());
        return notes.broken().isEmpty() ? verdict : Verdict.ERROR;
    }

    private Value returned() {
        Value status = evidence.base().values().get("return_value");
        return status instanceof Value.Int(BigInteger number)
                ? Value.of(plan.expectation().isMetBy(number.intValue()))
                : Value.NULL;
    }

    private Value.Entries results(Value perFile, Verdict verdict, String reason) {
        var results = new LinkedHashMap<>(evidence.base().values());
        keys.remove(KeyNames.RESULT);
        keys.forEach((key, value) -> {
            if (!isTemporary(key)) {
                results.put(key, withoutTemporary(value));
            }
        });
        if (!units.isEmpty()) {
            results.putIfAbsent(ResultKeys.UNITS, Value.of(units));
        }
        if (!references.isEmpty()) {
            results.putIfAbsent(ResultKeys.REFERENCES, Value.of(references));
        }
        if (!reason.isEmpty()) {
            results.putIfAbsent(ResultKeys.REASON, Value.of(reason));
        }
        results.put(KeyNames.PER_FILE, withoutTemporary(perFile));
        results.put(KeyNames.ERRORS, Value.ofTexts(notes.errors()));
        results.put(KeyNames.RESULT, Value.of(verdict.name()));
        return new Value.Entries(results);
    }

    private static boolean isTemporary(String key) {
        return key.startsWith("_");
    }

    /** Mappings within lists are left as they are: their keys are a file's, not the user's. */
    private static Value withoutTemporary(Value value) {
        if (!(value instanceof Value.Entries entries)) {
            return value;
        }
        var kept = new LinkedHashMap<String, Value>();
        entries.values().forEach((key, item) -> {
            if (!isTemporary(key)) {
                kept.put(key, withoutTemporary(item));
            }
        });
        return new Value.Entries(kept);
    }
}
