package io.pergola.spi.policy;

/** A job that could start as soon as there is room. */
public interface PendingJob {

    /** The job. */
    Job job();

    /** Its place in the order of submission, unlike that of any other job; it keeps it if it has to run again. */
    long sequence();

    /** How many jobs that came after it in the queue and want some of the same have started before it, while it was the first of its like. */
    int bypassed();
}
