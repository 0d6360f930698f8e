package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.List;
import java.util.function.Predicate;

/** The result sections of one resolved test, checked and ready to be applied to what a run leaves behind. Immutable. */
public final class ResultPlan {

    private final List<Entry> entries;
    private final EvaluationReader.Order evaluations;

    private ResultPlan(List<Entry> entries, EvaluationReader.Order evaluations) {
        this.entries = entries;
        this.evaluations = evaluations;
    }

    /**
     * Reads the two sections as they stand in a resolved configuration: mappings, lists and texts.
     *
     * @param resultParse parser name to key to arguments; may be empty
     * @param resultEvaluate key to expression; may be empty
     * @param problems where everything wrong is added: unknown parsers and arguments, bad patterns and expressions, reserved or
     *     repeated keys. An entry with an error is left out of the plan. Evaluations that need each other in a loop are a warning
     *     here and end the run in {@code ERROR}
     */
    public static ResultPlan of(Value.Entries resultParse, Value.Entries resultEvaluate, List<Problem> problems) {
        return of(resultParse, resultEvaluate, ProblemSink.into(problems), text -> false);
    }

    /**
     * Only looks for what is wrong in sections of which parts may not be known yet.
     *
     * @param waits true for texts that are not known yet
     */
    public static void check(
            Value.Entries resultParse, Value.Entries resultEvaluate, Predicate<String> waits, ProblemSink problems) {
        if (!resultParse.values().isEmpty() || !resultEvaluate.values().isEmpty()) {
            of(resultParse, resultEvaluate, problems, waits);
        }
    }

    private static ResultPlan of(
            Value.Entries resultParse, Value.Entries resultEvaluate, ProblemSink problems, Predicate<String> waits) {
        return new ResultPlan(
                new EntryReader(problems, waits).read(resultParse),
                new EvaluationReader(problems, waits).read(resultEvaluate));
    }

    List<Entry> entries() {
        return entries;
    }

    List<Evaluation> evaluations() {
        return evaluations.evaluations();
    }

    List<String> looped() {
        return evaluations.looped();
    }

    /** True if the sections say themselves what the verdict is. */
    boolean definesResult() {
        return entries.stream().anyMatch(entry -> entry.names().contains(KeyNames.RESULT))
                || evaluations().stream().anyMatch(each -> each.key().equals(KeyNames.RESULT))
                || looped().contains(KeyNames.RESULT);
    }
}
