package io.pergola.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a parsed string. */
sealed interface Part {

    /** Text as it is. */
    record Plain(String text) implements Part {}

    /** An expression; without a node, the empty one. */
    record Hole(@Nullable Node node, @Nullable FormatSpec format, int start, int end) implements Part {}

    /**
     * A repetition.
     *
     * @param body plain texts and holes
     * @param variables the variables whose items it runs through, distinct, in order of first use
     */
    record Repeat(List<Part> body, String separator, List<VariableReference> variables, int start, int end)
            implements Part {}
}
