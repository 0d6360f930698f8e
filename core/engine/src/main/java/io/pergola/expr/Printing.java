package io.pergola.expr;

import io.pergola.model.Value;

/** How values print in a string: {@code True}, {@code 2.5}, {@code 1e+20}, {@code inf}, {@code nan}, {@code None}. */
public final class Printing {

    private Printing() {}

    /**
     * The text of a scalar.
     *
     * @throws ArgumentException if it is a list or a mapping
     */
    public static String print(Value value) {
        throw new UnsupportedOperationException();
    }

    /** The shortest text that reads back as the same number, with an exponent below 1e-4 and from 1e16 on. */
    public static String print(double number) {
        throw new UnsupportedOperationException();
    }
}
