package io.pergola.model;

import java.time.Instant;

/**
 * One line of a run's journal.
 *
 * @param time when the state was entered, to the microsecond, stamped by whoever entered it
 * @param state a name of {@link RunState}, or one that a user set: upper-case letters, digits and {@code _}, at most 15
 * @param note may be empty; may hold line ends
 */
public record StateEntry(Instant time, String state, String note) {

    /** An entry with a state that Pergola itself sets. */
    public static StateEntry of(Instant time, RunState state, String note) {
        return new StateEntry(time, state.name(), note);
    }
}
