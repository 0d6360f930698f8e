package io.pergola.nodes;

/** How the nodes of a chunk are picked from those that are left. Their order is that of their names as text. */
public enum Selection {
    /** Neighbours. */
    CONTIGUOUS,
    /** By chance. */
    RANDOM,
    /** Evenly spread. */
    DISTRIBUTED,
    /** One by chance of each of evenly spread groups. */
    RAND_DIST,
    /** Neighbours that hang on one switch; no chunk reaches over two. */
    TOPOLOGY,
    /** Those first that have waited longest since they last passed the test; those that never did come before all. */
    LEAST_TESTED
}
