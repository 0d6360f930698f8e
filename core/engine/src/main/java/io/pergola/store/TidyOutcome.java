package io.pergola.store;

/**
 * What {@link Store#tidy} removed.
 *
 * @param jobs job directories of which every run is gone
 * @param series series directories of which every run is gone
 * @param leftovers directories that a crash had left behind
 */
public record TidyOutcome(int jobs, int series, int leftovers) {}
