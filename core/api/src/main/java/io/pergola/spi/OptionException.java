package io.pergola.spi;

/**
 * Thrown by a {@link ResultParser} whose options cannot be used: a mistake of whoever wrote the test, who is shown the message where
 * the option stands. Carries no stack.
 */
public final class OptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String option;

    /**
     * An option that cannot be used.
     *
     * @param option the name of the option that is to blame
     * @param message one sentence that says what is wrong with it and what may stand there, without a full stop
     */
    public OptionException(String option, String message) {
        super(message, null, false, false);
        this.option = option;
    }

    /** The name of the option that is to blame. */
    public String option() {
        return option;
    }
}
