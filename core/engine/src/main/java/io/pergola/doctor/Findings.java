package io.pergola.doctor;

import java.util.function.Consumer;

/** Takes what the checks of one group find, as they find it. What comes after {@link #close} is dropped. Safe for several threads. */
final class Findings {

    private final String group;
    private final Consumer<Finding> heard;
    private boolean closed;

    Findings(String group, Consumer<Finding> heard) {
        this.group = group;
        this.heard = heard;
    }

    void ok(String check, String detail) {
        add(check, Level.OK, detail, "");
    }

    void note(String check, String detail, String mend) {
        add(check, Level.NOTE, detail, mend);
    }

    void warning(String check, String detail, String mend) {
        add(check, Level.WARNING, detail, mend);
    }

    void error(String check, String detail, String mend) {
        add(check, Level.ERROR, detail, mend);
    }

    synchronized void add(String check, Level level, String detail, String mend) {
        if (!closed) {
            heard.accept(new Finding(group, check, level, detail, mend));
        }
    }

    synchronized void close() {
        closed = true;
    }
}
