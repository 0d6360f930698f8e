package io.pergola.spi;

import java.util.List;

/**
 * Lines for the top of a kickoff script.
 *
 * @param lines each without a line end, such as {@code #SBATCH -p debug}; may be empty
 */
public record KickoffHeader(List<String> lines) {

    /** A header without lines. */
    public static final KickoffHeader NONE = new KickoffHeader(List.of());

    /** Refuses line ends, through which a value could become a line of the script. */
    public KickoffHeader {
        lines = List.copyOf(lines);
        for (String line : lines) {
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("A header line must not hold a line end: " + line);
            }
        }
    }
}
