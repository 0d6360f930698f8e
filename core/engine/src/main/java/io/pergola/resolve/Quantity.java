package io.pergola.resolve;

/** How many of something: a number, or a share of what there is. */
public sealed interface Quantity {

    /** So many. */
    record Count(int value) implements Quantity {}

    /** So many percent of what there is; 100 for {@code all}. */
    record Percent(double value) implements Quantity {}
}
