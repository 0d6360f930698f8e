package io.pergola.exec;

/** The signals that Pergola sends. */
public enum Signal {
    /** Please end. */
    TERM(15),
    /** End now. */
    KILL(9),
    /** As Ctrl-C. */
    INT(2);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Its number, the same on all Linux systems. */
    public int number() {
        return number;
    }
}
