package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.List;

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
        return new ResultPlan(
                new EntryReader(problems).read(resultParse), new EvaluationReader(problems).read(resultEvaluate));
    }

    /** True if the exit status alone decides. */
    public boolean isEmpty() {
        return entries.isEmpty()
                && evaluations.evaluations().isEmpty()
                && evaluations.looped().isEmpty();
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
