package io.pergola.store;

import io.pergola.model.StateEntry;
import io.pergola.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How a test run ended.
 *
 * @param last when, in which state, and why
 * @param verdict null if it was never judged
 */
public record Ending(StateEntry last, @Nullable Verdict verdict) {}
