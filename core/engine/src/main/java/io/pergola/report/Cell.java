package io.pergola.report;

/**
 * One field of a table.
 *
 * @param text as it came; what a terminal would obey or break on is made harmless when it is shown
 * @param style how it stands out
 */
public record Cell(String text, Style style) {

    /** Plain text. */
    public static Cell of(String text) {
        return new Cell(text, Style.PLAIN);
    }
}
