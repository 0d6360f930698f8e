package io.pergola.spi.policy;

import io.pergola.spi.slots.Placement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept for a job that cannot start yet.
 *
 * @param job its id
 * @param from when all of it will be free if the jobs that have it now take all of their time; null if nobody knows
 * @param placement what will be the job's then, unless it fits elsewhere before
 */
public record Reservation(String job, @Nullable Instant from, Placement placement) {}
