package io.pergola.expr;

import org.jspecify.annotations.Nullable;

/**
 * A value that an operation or function cannot use. Thrown by an {@link ExpressionFunction}; the evaluator turns it into an
 * {@link ExpressionException} at the place of the call. Carries no stack.
 */
public final class ArgumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With one sentence that says what is wrong, without a full stop. */
    public ArgumentException(String message) {
        super(message, null, false, false);
    }

    ExpressionException at(int start, int end, @Nullable String help) {
        return new ExpressionException(String.valueOf(getMessage()), start, end, help);
    }

    ExpressionException at(int start, int end) {
        return at(start, end, null);
    }
}
