package io.pergola.nodes;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many nodes a run needs.
 *
 * @param min at least so many, at least 1
 * @param max at most so many; empty if the batch system decides
 */
public record NodeDemand(int min, OptionalInt max) {

    /**
     * What a schedule section asks for.
     *
     * @param nodes {@code nodes}, if given
     * @param minNodes {@code min_nodes}, if given
     * @param tasksOnly whether {@code tasks} is given
     * @param whole how many nodes percentages are of: those of the chunk
     */
    public static NodeDemand of(Optional<Quantity> nodes, Optional<Quantity> minNodes, boolean tasksOnly, int whole) {
        throw new UnsupportedOperationException();
    }

    /** The variable {@code sched.requested_nodes}: {@code 4}, {@code 4-14}, or {@code 1-None} without a maximum. */
    public String text() {
        return "";
    }
}
