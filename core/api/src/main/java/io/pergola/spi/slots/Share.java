package io.pergola.spi.slots;

import java.util.stream.IntStream;

/**
 * A core or GPU of a node, and how much of it.
 *
 * @param index as the node counts them, from 0
 * @param milli thousandths of it, 1 to {@link #WHOLE}
 */
public record Share(int index, int milli) {

    /** All of it, in thousandths. */
    public static final int WHOLE = 1000;

    private static final double ROUNDING = 1e-6;
    private static final Share[] COMMON =
            IntStream.range(0, 1024).mapToObj(i -> new Share(i, WHOLE)).toArray(Share[]::new);

    /** Checks the ranges. */
    public Share {
        if (index < 0) {
            throw new IllegalArgumentException("Cores and GPUs count from 0, not " + index);
        }
        if (milli < 1 || milli > WHOLE) {
            throw new IllegalArgumentException("A share has 1 to " + WHOLE + " thousandths, not " + milli);
        }
    }

    /** The whole of one. */
    public static Share whole(int index) {
        return index >= 0 && index < COMMON.length ? COMMON[index] : new Share(index, WHOLE);
    }

    /**
     * A fraction in thousandths, rounded down, so that n times 1/n always fit.
     *
     * @param fraction from 0.001 to 1
     * @throws IllegalArgumentException if it is outside that
     */
    public static int milli(double fraction) {
        double milli = Math.floor(WHOLE * fraction + ROUNDING);
        if (!(milli >= 1 && milli <= WHOLE)) {
            throw new IllegalArgumentException("A share is a number from 0.001 to 1, not " + fraction);
        }
        return (int) milli;
    }
}
