package io.pergola.expr;

/** The value is not known yet: it uses a variable that gets its value on a node. Carries no stack. */
public final class DeferredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient VariableReference reference;

    DeferredException(VariableReference reference) {
        super("The variable " + reference.qualifiedName() + " has no value before the job runs", null, false, false);
        this.reference = reference;
    }

    /** The first such variable that was met. */
    public VariableReference reference() {
        return reference;
    }
}
