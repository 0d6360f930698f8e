package io.pergola.store;

import java.time.Instant;

/**
 * Somebody wants a test run to stop.
 *
 * @param user who
 * @param time when
 * @param reason may be empty
 */
public record CancelRequest(String user, Instant time, String reason) {}
