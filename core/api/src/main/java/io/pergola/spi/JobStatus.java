package io.pergola.spi;

/**
 * What a batch system said of a job.
 *
 * @param state in Pavilion's words
 * @param reason why it waits or how it ended, in words for users; may be empty
 */
public record JobStatus(JobState state, String reason) {}
