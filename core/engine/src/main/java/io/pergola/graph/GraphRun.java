package io.pergola.graph;

import io.pergola.model.Value;
import java.util.List;

/**
 * A run whose results may be drawn.
 *
 * @param id as messages name it
 * @param name of the test, with suite and permutation
 * @param results empty if there are none
 * @param nodes it ran on
 */
public record GraphRun(String id, String name, Value.Entries results, List<String> nodes) {

    /** Copies the list. */
    public GraphRun {
        nodes = List.copyOf(nodes);
    }
}
