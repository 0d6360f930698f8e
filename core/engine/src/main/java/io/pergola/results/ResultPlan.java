package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.List;

/** The result sections of one resolved test, checked and ready to be applied to what a run leaves behind. Immutable. */
public final class ResultPlan {

    private ResultPlan() {}

    List<String> unread() {
        return List.of();
    }

    /**
     * Reads the two sections as they stand in a resolved configuration: mappings, lists and texts.
     *
     * @param resultParse parser name to key to arguments; may be empty
     * @param resultEvaluate key to expression; may be empty
     * @param problems where everything wrong is added: unknown parsers and arguments, bad patterns and expressions, reserved or
     *     repeated keys. An entry with a problem is left out of the plan
     */
    public static ResultPlan of(Value.Entries resultParse, Value.Entries resultEvaluate, List<Problem> problems) {
        if (resultParse.values().isEmpty() && resultEvaluate.values().isEmpty()) {
            return new ResultPlan();
        }
        problems.add(Problem.error("result sections cannot be read yet"));
        return new ResultPlan();
    }
}
