package io.pergola.store;

import io.pergola.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * A test run and what came of it.
 *
 * @param run what listings show of it
 * @param results its result values, or null if it has none (yet)
 */
public record RunWithResults(RunSummary run, Value.@Nullable Entries results) {}
