package io.pergola.series;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of its time a series has left, from its start on the wall clock.
 *
 * <p>A clock that is set back gives no more time while a manager lives, as this also counts by itself. A clock that leaps forward is not
 * believed at once: for a while nobody can say how much time is left. If it still says so then, the machine has slept, say, and it is
 * believed. Used by one thread.
 */
final class TimeBudget {

    /** By so much the clock may be ahead of what was counted. */
    static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** For so long a leap is doubted. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Duration whole;
    private final Instant start;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private Duration used;
    private long counted;
    private @Nullable Long doubtedSince;

    /**
     * Counts from now on.
     *
     * @param whole all of it, from {@code start}
     * @param nanos counts nanoseconds from anywhere, and never leaps
     */
    TimeBudget(Duration whole, Instant start, InstantSource clock, LongSupplier nanos) {
        this.whole = whole;
        this.start = start;
        this.clock = clock;
        this.nanos = nanos;
        this.used = later(Duration.between(start, clock.instant()), Duration.ZERO);
        this.counted = nanos.getAsLong();
    }

    /** What is left, not above zero if it is up; empty while the clock is in doubt. */
    Optional<Duration> left() {
        long now = nanos.getAsLong();
        used = used.plusNanos(now - counted);
        counted = now;
        Duration told = Duration.between(start, clock.instant());
        if (told.minus(used).compareTo(TOLERANCE) <= 0) {
            doubtedSince = null;
            used = later(told, used);
            return Optional.of(whole.minus(used));
        }
        Long since = doubtedSince;
        if (since == null) {
            doubtedSince = now;
            return Optional.empty();
        }
        if (now - since < PATIENCE.toNanos()) {
            return Optional.empty();
        }
        doubtedSince = null;
        used = told;
        return Optional.of(whole.minus(used));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
