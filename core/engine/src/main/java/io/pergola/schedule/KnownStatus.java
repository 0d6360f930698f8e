package io.pergola.schedule;

import io.pergola.spi.JobStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a batch system last said of a job.
 *
 * @param status the answer
 * @param since when it first gave that state, other states in between not counted
 */
public record KnownStatus(JobStatus status, Instant since) {

    /** The next answer, after what was known before. */
    static KnownStatus after(@Nullable KnownStatus before, JobStatus status, Instant now) {
        return before != null && before.status().state() == status.state()
                ? new KnownStatus(status, before.since())
                : new KnownStatus(status, now);
    }
}
