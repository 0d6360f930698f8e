package io.pergola.policy;

import io.pergola.spi.policy.Job;

/** A job with its place in the order of submission. */
record Ticket(Job job, long sequence) {

    String id() {
        return job.id();
    }
}
