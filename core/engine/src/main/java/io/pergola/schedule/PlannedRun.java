package io.pergola.schedule;

import io.pergola.resolve.ResolvedTest;
import io.pergola.store.RunDirectory;

/**
 * A test run that is to be handed to its scheduler.
 *
 * @param directory where it lives
 * @param test what it runs
 */
public record PlannedRun(RunDirectory directory, ResolvedTest test) {}
