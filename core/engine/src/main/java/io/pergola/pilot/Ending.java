package io.pergola.pilot;

import java.time.Duration;

/** How a task ended: each task ends in exactly one of these. */
public sealed interface Ending {

    /** By itself: {@code code} is its exit code, or -1 if {@code signal} (else 0) ended it. */
    record Exited(int code, int signal) implements Ending {}

    /** It was ended because it took longer than {@code limit}; {@code code} and {@code signal} as for {@link Exited}. */
    record TimedOut(Limit kind, Duration limit, int code, int signal) implements Ending {}

    /** Somebody wanted it to end; {@code started} tells whether it ever ran. */
    record Cancelled(String why, boolean started) implements Ending {}

    /** Its process could not be started. */
    record StartFailed(String why) implements Ending {}

    /** It was never queued, since it can never fit: {@code why} is one sentence, without a full stop. */
    record Refused(String why) implements Ending {}

    /** Which limit was passed. */
    enum Limit {
        /** It printed nothing for too long. */
        SILENCE,
        /** It ran for too long. */
        TOTAL
    }
}
