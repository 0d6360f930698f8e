package io.pergola.spi;

/** What a batch system says of a job, in Pavilion's words. */
public enum JobState {
    /** In the queue. */
    SCHEDULED,
    /** Running, or ended well: whatever the tests in it came to, they said so themselves. */
    SCHED_STARTUP,
    /** Failed, killed, or no longer known. */
    SCHED_ERROR,
    /** Cancelled by somebody. */
    SCHED_CANCELLED,
    /** The batch system did not say. Never turned into an end. */
    UNKNOWN
}
