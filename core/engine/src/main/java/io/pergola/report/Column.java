package io.pergola.report;

/**
 * A column of a table.
 *
 * @param title its heading
 * @param right numbers stand to the right
 * @param least the fewest characters to which it may be cut where the screen is narrow; {@link Integer#MAX_VALUE} if never
 */
public record Column(String title, boolean right, int least) {

    /** Text that is never cut. */
    public static Column fixed(String title) {
        return new Column(title, false, Integer.MAX_VALUE);
    }

    /** Numbers, never cut. */
    public static Column number(String title) {
        return new Column(title, true, Integer.MAX_VALUE);
    }

    /** Text that may be cut to so many characters. */
    public static Column text(String title, int least) {
        return new Column(title, false, least);
    }
}
