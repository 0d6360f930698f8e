package io.pergola.schedule;

import io.pergola.store.JobDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether pilots were heard of lately. Only changes count, and when they were seen here: the clocks of nodes and file servers
 * may differ from this one. Used by one thread.
 */
public final class Signs {

    /** Pilots give a sign three times in it. */
    public static final Duration LATELY = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<String, Sign> signs = new HashMap<>();

    private record Sign(Instant given, Instant seen) {}

    /** Of no pilot yet. */
    public Signs(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the pilot of a job gave a sign of life lately. */
    public boolean heard(JobDirectory job) {
        Optional<Instant> last = job.lastSign();
        if (last.isEmpty()) {
            return false;
        }
        Instant given = last.get();
        Instant now = clock.instant();
        Sign before = signs.get(job.id());
        if (before == null) {
            // The first look: here the clocks have to be believed.
            signs.put(job.id(), new Sign(given, given.isAfter(now) ? now : given));
            return Duration.between(given, now).abs().compareTo(LATELY) < 0;
        }
        if (!given.equals(before.given())) {
            signs.put(job.id(), new Sign(given, now));
            return true;
        }
        return now.isBefore(before.seen().plus(LATELY));
    }
}
