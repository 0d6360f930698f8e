package io.pergola.nodes;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a machine is cut into pieces.
 *
 * @param size nodes in each; a count of 0 for one chunk of all
 * @param count how many pieces, instead of {@code size}; at least 1
 * @param selection how nodes are picked
 * @param extra what becomes of left-over nodes
 * @param seed where chance begins, if the user says so
 */
public record Chunking(Quantity size, OptionalInt count, Selection selection, Extra extra, OptionalLong seed) {

    /** One chunk of all nodes. */
    public static final Chunking WHOLE = new Chunking(
            new Quantity.Count(0), OptionalInt.empty(), Selection.CONTIGUOUS, Extra.BACKFILL, OptionalLong.empty());
}
