package io.pergola.spi.policy;

import io.pergola.spi.slots.Placement;
import java.time.Instant;
import java.util.Optional;

/** A job that runs. */
public interface RunningJob {

    /** The job. */
    Job job();

    /** What it holds. */
    Placement placement();

    /** When it was started. */
    Instant started();

    /** When its time is over at the latest; empty if nobody knows. May have passed. */
    Optional<Instant> expectedEnd();
}
