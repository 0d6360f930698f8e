package io.pergola.policy;

import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.RunningJob;
import io.pergola.spi.slots.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job that runs, or is planned to. {@code sequence} is its place in the order of submission. */
record StartedJob(
        Job job,
        Placement placement,
        Instant started,
        @Nullable Instant end,
        long sequence) implements RunningJob {

    /** By the time when they will have ended; those of which nobody knows come last, the oldest first. */
    static final Comparator<StartedJob> BY_END = (one, other) -> {
        int byEnd = compare(one.end, other.end);
        int byStart = byEnd == 0 ? one.started.compareTo(other.started) : byEnd;
        return byStart == 0 ? Long.compare(one.sequence, other.sequence) : byStart;
    };

    /** No limit is longer, so that times can be added without overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static int compare(@Nullable Instant one, @Nullable Instant other) {
        if (one == null) {
            return other == null ? 0 : 1;
        }
        return other == null ? -1 : one.compareTo(other);
    }

    static StartedJob of(Job job, Placement placement, Instant started, long sequence) {
        return new StartedJob(job, placement, started, end(started, job.walltime()), sequence);
    }

    static @Nullable Instant end(Instant started, @Nullable Duration walltime) {
        if (walltime == null) {
            return null;
        }
        return started.plus(walltime.compareTo(LONGEST) < 0 ? walltime : LONGEST);
    }

    @Override
    public Optional<Instant> expectedEnd() {
        return Optional.ofNullable(end);
    }
}
