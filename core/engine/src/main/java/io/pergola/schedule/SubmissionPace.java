package io.pergola.schedule;

import io.pergola.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How fast a user may hand jobs to batch systems: so many in any minute, by all processes together, at any speed up to that. The
 * times of the last ones stand in a file, a line each in milliseconds since 1970. Where it cannot be used, each process counts by
 * itself. May be used by several threads.
 */
public final class SubmissionPace {

    private static final System.Logger LOG = System.getLogger(SubmissionPace.class.getName());
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The lock is held for a few milliseconds; whoever has it for longer was stopped. */
    private static final Duration LOCK_LOOK = Duration.ofMillis(20);

    private static final int LOCK_LOOKS = 250;

    private final SubmissionTimes times;
    private final UserLock lock;
    private final int perMinute;
    private final InstantSource clock;
    private final Consumer<Duration> sleep;
    private final List<Long> own = new ArrayList<>();
    private boolean alone;

    /**
     * A pace.
     *
     * @param directory of this user's processes; made if it is not there
     * @param perMinute at least 1
     * @param sleep waits for so long; shorter if interrupted
     */
    public SubmissionPace(Path directory, int perMinute, InstantSource clock, Consumer<Duration> sleep) {
        this.times = new SubmissionTimes(directory.toAbsolutePath().resolve("submissions"));
        this.lock = new UserLock(directory.resolve("submissions.lock"));
        this.perMinute = perMinute;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** The same schedulers, held to it; those that may be asked at any time are not. */
    public Schedulers pacing(Schedulers schedulers) {
        return new Schedulers() {
            @Override
            public Scheduler get(String name) {
                return schedulers.get(name);
            }

            @Override
            public void awaitTurn(String name) {
                if (!StatusBoard.isFree(schedulers.get(name))) {
                    await();
                }
            }
        };
    }

    /** Returns when the next job may be submitted, and counts it; at once if interrupted. */
    synchronized void await() {
        Duration wait = take();
        while (!wait.isZero() && !Thread.currentThread().isInterrupted()) {
            sleep.accept(wait);
            wait = take();
        }
    }

    /** Zero if it was counted; otherwise how long to wait before the next try. */
    private Duration take() {
        if (!alone) {
            try {
                for (int look = 0; look < LOCK_LOOKS; look++) {
                    Optional<UserLock.Held> held = lock.tryLock();
                    if (held.isPresent()) {
                        return take(held.get());
                    }
                    sleep.accept(LOCK_LOOK);
                }
            } catch (IOException e) {
                goAlone(e);
            }
        }
        return takeAlone();
    }

    private Duration take(UserLock.Held held) throws IOException {
        try (held) {
            long now = clock.millis();
            Duration wait = wait(times.near(now, WINDOW), now);
            if (wait.isZero()) {
                times.add(now);
                own.add(now);
            }
            return wait;
        }
    }

    private Duration takeAlone() {
        long now = clock.millis();
        // Times far ahead were written by a clock that went wrong, or this one was set back.
        own.removeIf(time -> Math.abs(time - now) >= WINDOW.toMillis());
        Duration wait = wait(own.stream().mapToLong(time -> time).sorted().toArray(), now);
        if (wait.isZero()) {
            own.add(now);
        }
        return wait;
    }

    private Duration wait(long[] recent, long now) {
        if (recent.length < perMinute) {
            return Duration.ZERO;
        }
        long until = recent[recent.length - perMinute] + WINDOW.toMillis() - now;
        return until > WINDOW.toMillis() ? WINDOW : Duration.ofMillis(until);
    }

    /** No such directory, a full disk, or a file system without locks. */
    private void goAlone(IOException why) {
        if (!Thread.currentThread().isInterrupted()) {
            alone = true;
            LOG.log(System.Logger.Level.WARNING, "Submissions of other processes are not counted: " + why.getMessage());
        }
    }
}
