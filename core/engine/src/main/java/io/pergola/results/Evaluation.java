package io.pergola.results;

import io.pergola.expr.Expression;
import java.util.List;

/**
 * One entry of {@code result_evaluate}.
 *
 * @param needs the other evaluations whose values it uses
 */
record Evaluation(String key, Expression expression, List<String> needs) {

    String place() {
        return "result_evaluate." + key;
    }
}
