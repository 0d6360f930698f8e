package io.pergola.graph;

/** How values are drawn. */
public enum GraphKind {
    /** A mark for each value. */
    SCATTER,
    /** A mark for each value, and a line through the mean at each x. */
    LINE,
    /** A bar for the mean at each x, with a thin line for the standard deviation. */
    BAR
}
