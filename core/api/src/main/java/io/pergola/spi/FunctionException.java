package io.pergola.spi;

/**
 * Thrown by an {@link ExpressionFunction} that has no value for the arguments it was given: a mistake of whoever wrote the test,
 * who is shown the message at the place of the call. Carries no stack.
 */
public final class FunctionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With one sentence that says what is wrong, without a full stop. */
    public FunctionException(String message) {
        super(message, null, false, false);
    }
}
