package io.pergola.store;

import io.pergola.model.StateEntry;

/**
 * One line of a job's event file: a run of the job has entered a state.
 *
 * @param run the run's number
 * @param entry when, which, and why
 */
public record RunEvent(int run, StateEntry entry) {}
