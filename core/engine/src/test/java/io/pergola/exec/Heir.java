package io.pergola.exec;

/** Takes back what {@link Subreaper} does to the process of the tests. */
public final class Heir {

    private static final int SET_CHILD_SUBREAPER = 36;

    private Heir() {}

    /** Orphans go to process 1 again. */
    public static void noLonger() {
        try (var calls = new LibcCalls()) {
            if (calls.call(Libc.function("prctl"), SET_CHILD_SUBREAPER, 0) != 0) {
                throw new IllegalStateException(Libc.message(calls.errno()));
            }
        }
    }
}
