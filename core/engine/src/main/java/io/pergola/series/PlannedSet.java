package io.pergola.series;

import io.pergola.config.SeriesFile;
import java.util.List;

/**
 * A set of a series, once for each repeat.
 *
 * @param name {@code NAME}, or {@code 2.NAME} in a series that is repeated
 * @param iteration from 1
 * @param set what the file says of it
 * @param parents places of the sets in the plan that must have ended before; all stand in the same repeat
 */
public record PlannedSet(String name, int iteration, SeriesFile.TestSet set, List<Integer> parents) {

    /** Copies the list. */
    public PlannedSet {
        parents = List.copyOf(parents);
    }
}
