package io.pergola.store;

import io.pergola.model.StateEntry;
import io.pergola.model.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a job's event file: a run of the job has entered a state.
 *
 * @param run the run's number
 * @param entry when, which, and why
 */
public record RunEvent(int run, StateEntry entry) {

    /** The word that stands for a state in the last line of a run; its note is the verdict, or empty. */
    private static final String ENDED = "ENDED";

    /** The last event of a run, after the one of the state it ended in. */
    public static RunEvent ended(int run, Instant time, @Nullable Verdict verdict) {
        return new RunEvent(run, new StateEntry(time, ENDED, verdict == null ? "" : verdict.name()));
    }

    /** Whether this is the last event of a run. */
    public boolean isEnd() {
        return entry.state().equals(ENDED);
    }

    /** The verdict that the last event tells; empty if there is none. */
    public Optional<Verdict> verdict() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> isEnd() && verdict.name().equals(entry.note()))
                .findFirst();
    }
}
