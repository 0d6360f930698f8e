package io.pergola.nodes;

/** What becomes of nodes that are left over when a machine is cut into equal chunks. */
public enum Extra {
    /** They make a last chunk, filled up with nodes of the chunk before. */
    BACKFILL,
    /** They are not used. */
    DISCARD,
    /** None are left: sizes differ by at most one. */
    BALANCE
}
