package io.pergola.graph;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn, as it was asked for. Expressions are those of {@code result_evaluate}: a key, a path, or a formula.
 *
 * @param x the expression of the horizontal axis
 * @param ys the expressions of the vertical axis
 * @param averages those of {@code ys} whose mean at each x is marked
 * @param by the expression whose values divide the series; null for the test and its permutation
 * @param kind null to choose by what x is
 * @param labels texts of the chart
 */
public record GraphRequest(
        String x,
        List<String> ys,
        List<String> averages,
        @Nullable String by,
        @Nullable GraphKind kind,
        Labels labels) {

    /** Copies the lists. */
    public GraphRequest {
        ys = List.copyOf(ys);
        averages = List.copyOf(averages);
    }

    /** What is wrong with the expressions; empty if nothing is. */
    public List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        Asked.read(this, problems);
        return problems;
    }

    /** Texts; each is null where it is to be made from the data. */
    public record Labels(
            @Nullable String title,
            @Nullable String x,
            @Nullable String y) {

        /** All made from the data. */
        public static final Labels NONE = new Labels(null, null, null);
    }
}
