package io.pergola.graph;

import io.pergola.model.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a chart is.
 *
 * @param width in units of 1/96 inch, as in SVG
 * @param height the same
 */
public record GraphSize(int width, int height) {

    /** If nothing else is said: 9 by 5.5 inches. */
    public static final GraphSize USUAL = new GraphSize(864, 528);

    private static final int PER_INCH = 96;
    private static final double LEAST = 3;
    private static final double MOST = 30;

    /**
     * Reads {@code WIDTHxHEIGHT} in inches.
     *
     * @param text null for the usual size
     * @param problems to which is added what is wrong with it; the usual size is answered then
     */
    public static GraphSize parse(@Nullable String text, List<Problem> problems) {
        if (text == null) {
            return USUAL;
        }
        String[] sides = text.strip().split("x", -1);
        if (sides.length == 2) {
            try {
                double width = Double.parseDouble(sides[0]);
                double height = Double.parseDouble(sides[1]);
                if (Math.min(width, height) >= LEAST && Math.max(width, height) <= MOST) {
                    return new GraphSize((int) Math.round(width * PER_INCH), (int) Math.round(height * PER_INCH));
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        problems.add(Problem.error("--dimensions: '" + text + "' is not a size of a chart")
                .help("write width and height in inches, each from 3 to 30, such as 9x5.5"));
        return USUAL;
    }
}
