package io.pergola.spi;

/** What a batch system says of a job, in Pavilion's words. */
public enum JobState {
    /** In the queue. */
    SCHEDULED,
    /** Started, and not ended; which of its tests run, they say themselves. */
    SCHED_STARTUP,
    /**
     * Ended, and the batch system has nothing to complain of: whatever the tests in it came to, they said so themselves. Those
     * that did not within half a minute end as errors. May be taken back, as by a requeue.
     */
    ENDED,
    /** Failed, killed, or no longer known. Believed at once, and not asked again. */
    SCHED_ERROR,
    /** Cancelled by somebody. Believed at once, and not asked again. */
    SCHED_CANCELLED,
    /** The batch system did not say. Never turned into an end. */
    UNKNOWN
}
