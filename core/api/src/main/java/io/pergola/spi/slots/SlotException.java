package io.pergola.spi.slots;

/** Thrown where a claim or its end is refused; nothing has changed then. Carries no stack. */
public sealed class SlotException extends RuntimeException permits UnsatisfiableException {

    private static final long serialVersionUID = 1L;

    /** With one sentence that says what is wrong, without a full stop. */
    public SlotException(String message) {
        super(message, null, false, false);
    }
}
