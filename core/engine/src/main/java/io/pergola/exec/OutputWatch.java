package io.pergola.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * For how long a file has not changed. That it has is seen by its size and time; when it has, by a clock that nobody sets. The file's
 * own time is only believed if it fits: a clock that is set, of this host or of a file server, or a script that sets the time of its
 * output, ends nobody and keeps nobody from being ended. For one thread.
 */
public final class OutputWatch {

    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final SteadyClock steady;
    private Sight seen;
    private Instant looked;
    private Instant lookedByClock;
    private Instant changed;

    /**
     * Begins now; what was written before does not count.
     *
     * @param clock what stamps files, as far as is known
     * @param file what is watched first; need not exist
     */
    public OutputWatch(InstantSource clock, Path file) {
        this.clock = clock;
        this.steady = new SteadyClock(clock);
        this.seen = Sight.of(file);
        this.looked = steady.instant();
        this.lookedByClock = clock.instant();
        this.changed = looked;
    }

    private record Sight(Path file, long bytes, Instant time) {

        static Sight of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Sight(
                        file, attributes.size(), attributes.lastModifiedTime().toInstant());
            } catch (IOException e) {
                return new Sight(file, -1, Instant.EPOCH);
            }
        }
    }

    /** The time since its last change; after a change that cannot be timed, since this look. Another file than before has changed. */
    public Duration quiet(Path file) {
        Instant now = steady.instant();
        Instant nowByClock = clock.instant();
        Sight sight = Sight.of(file);
        if (!sight.equals(seen)) {
            seen = sight;
            changed = now.minus(age(sight, now, nowByClock));
        }
        looked = now;
        lookedByClock = nowByClock;
        return Duration.between(changed, now);
    }

    private Duration age(Sight sight, Instant now, Instant nowByClock) {
        Duration passed = Duration.between(looked, now);
        Duration wasSet =
                Duration.between(lookedByClock, nowByClock).minus(passed).abs();
        Duration age = Duration.between(sight.time(), nowByClock);
        if (age.isNegative() || isMore(wasSet, TOLERANCE) || isMore(age, passed.plus(TOLERANCE))) {
            return Duration.ZERO;
        }
        return isMore(age, passed) ? passed : age;
    }

    private static boolean isMore(Duration one, Duration other) {
        return one.compareTo(other) > 0;
    }
}
