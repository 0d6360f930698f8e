package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;

/**
 * A value string of a configuration: text with {@code {{expressions}}} and repetitions {@code [~ body ~separator]} in it.
 * Immutable.
 */
public final class Template {

    private Template() {}

    /**
     * Reads a string.
     *
     * @throws ExpressionException if it is not well formed; offsets are within {@code text}
     */
    public static Template parse(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** The text it was read from. */
    public String source() {
        throw new UnsupportedOperationException();
    }

    /** True if it has no expressions: it resolves to the same text in every scope. */
    public boolean isLiteral() {
        throw new UnsupportedOperationException();
    }

    /**
     * The variables it uses, in order of first use. Two references that differ in selection or sub-value are both listed;
     * those that differ only in their place are listed once.
     */
    public List<VariableReference> references() {
        throw new UnsupportedOperationException();
    }

    /**
     * Its value: {@link Value.Text}, or {@link Value.Items} of texts (at least one) if the string is one expression that gives a
     * list, with nothing but white space around it.
     *
     * @throws ExpressionException if it cannot be evaluated; offsets are within {@link #source}
     * @throws DeferredException if it uses a variable that is not known yet
     */
    public Value resolve(Scope scope, Functions functions) {
        throw new UnsupportedOperationException();
    }
}
