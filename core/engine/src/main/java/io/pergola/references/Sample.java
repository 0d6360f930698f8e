package io.pergola.references;

import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;

/**
 * A run whose figures shall count.
 *
 * @param test as it was resolved for the run
 * @param results what came of it
 */
public record Sample(ResolvedTest test, Value.Entries results) {}
