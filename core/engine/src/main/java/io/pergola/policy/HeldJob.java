package io.pergola.policy;

import io.pergola.spi.policy.Job;

/**
 * A job that is not in the queue.
 *
 * @param job the job
 * @param cause what keeps it out
 * @param why the same for its owner: a clause that goes on after the job's name, without a full stop
 */
public record HeldJob(Job job, Cause cause, String why) {

    /** What can keep a job out of the queue. */
    public enum Cause {
        /** It would not fit if everything were free. */
        UNSATISFIABLE,
        /** It asks for a named quantity that is not there. */
        UNKNOWN_CONSUMABLE,
        /** A job that must end well before it cannot any more, or was never submitted. */
        DEPENDENCY,
        /** The policy wants it so. */
        POLICY
    }
}
