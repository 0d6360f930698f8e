package io.pergola.nodes;

/** How many of something: a number, or a share of what there is. */
public sealed interface Quantity {

    /** So many. */
    record Count(int value) implements Quantity {}

    /** So many percent of what there is; 100 for {@code all}. */
    record Percent(double value) implements Quantity {}

    /** The number itself, or the share of {@code whole} rounded up, at least 1. */
    default int atLeastOneOf(int whole) {
        return switch (this) {
            case Count(int value) -> value;
            case Percent(double value) -> Math.max(1, (int) Math.ceil(whole * value / 100));
        };
    }

    /** The number itself, or the share of {@code whole} rounded down; may be 0. */
    default int wholesOf(int whole) {
        return switch (this) {
            case Count(int value) -> value;
            case Percent(double value) -> (int) Math.floor(whole * value / 100);
        };
    }
}
