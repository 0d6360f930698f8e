package io.pergola.schedule;

import io.pergola.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** How fast this process may hand jobs to batch systems: so many in any minute, at any speed up to that. Used by one thread. */
public final class SubmissionPace {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final InstantSource clock;
    private final Consumer<Duration> sleep;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /**
     * A pace.
     *
     * @param perMinute at least 1
     * @param sleep waits for so long
     */
    public SubmissionPace(int perMinute, InstantSource clock, Consumer<Duration> sleep) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** The same schedulers, held to it; those that may be asked at any time are not. */
    public Schedulers pacing(Schedulers schedulers) {
        Map<String, Scheduler> paced = new HashMap<>();
        return name -> paced.computeIfAbsent(name, key -> paced(schedulers.get(key)));
    }

    private Scheduler paced(Scheduler scheduler) {
        return StatusBoard.isFree(scheduler) ? scheduler : new PacedScheduler(scheduler, this);
    }

    /** Returns when the next job may be submitted, and counts it. */
    void await() {
        Instant now = clock.instant();
        while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
        if (recent.size() >= perMinute) {
            Instant free = recent.removeFirst().plus(WINDOW);
            sleep.accept(Duration.between(now, free));
        }
        recent.addLast(clock.instant());
    }
}
