package io.pergola.spi.slots;

/** Thrown where a request would not fit if everything were free. */
public final class UnsatisfiableException extends SlotException {

    private static final long serialVersionUID = 1L;

    private final transient Shortage shortage;

    /** For what there is too little of. */
    public UnsatisfiableException(Shortage shortage) {
        super(shortage.why());
        this.shortage = shortage;
    }

    /** What there is too little of. */
    public Shortage shortage() {
        return shortage;
    }
}
