package io.pergola.run;

import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.schedule.ProcessValues;
import io.pergola.schedule.Signs;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.JobDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A pilot's place in its job's directory. A requeued job starts a second pilot there, and the first one may still live on a node
 * that the batch system lost sight of: only the one that is named in the directory works. Safe for use by several threads.
 */
public final class Presence {

    /** How often a pilot says that it lives. */
    static final Duration BEAT = Signs.LATELY.dividedBy(3);

    private static final Duration PATIENCE = Signs.LATELY.multipliedBy(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final JobDirectory job;
    private final ProcessIdentity self;
    private final DetachedProcesses processes;
    private final boolean explained;
    private final InstantSource clock;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private volatile boolean lost;

    /**
     * Not yet there.
     *
     * @param self this process
     * @param processes those of this host
     * @param explained whether the batch system can say later why it ended the job
     */
    public Presence(
            JobDirectory job,
            ProcessIdentity self,
            DetachedProcesses processes,
            boolean explained,
            InstantSource clock) {
        this.job = job;
        this.self = self;
        this.processes = processes;
        this.explained = explained;
        this.clock = clock;
    }

    /** Takes the place; false if another pilot has it and lives. Waits until it is clear which. */
    boolean take() {
        if (another().filter(this::lives).isPresent()) {
            return false;
        }
        var values = new LinkedHashMap<String, Value>(ProcessValues.write(self).values());
        values.put("started", Value.of(clock.instant().toString()));
        job.writePilot(new Value.Entries(values));
        return true;
    }

    /** Who is named, if it is not this process and has not left. */
    private Optional<ProcessIdentity> another() {
        return job.pilot()
                .filter(pilot -> !ProcessValues.hasLeft(pilot))
                .flatMap(ProcessValues::read)
                .filter(named -> !named.equals(self));
    }

    private boolean lives(ProcessIdentity other) {
        Optional<Boolean> seen = processes.alive(other);
        if (seen.isPresent()) {
            return seen.get();
        }
        var signs = new Signs(clock);
        Instant deadline = clock.instant().plus(PATIENCE);
        while (signs.heard(job)) {
            if (!clock.instant().isBefore(deadline)) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }

    /** Says that this pilot lives; false once another has taken its place. */
    boolean beat() {
        try {
            if (another().isPresent()) {
                lost = true;
                leaving.countDown();
                return false;
            }
            job.beat();
        } catch (StoreException e) {
            // A full disk or a file server that is away. Who reads this will ask the batch system instead.
            System.getLogger(Presence.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        }
        return true;
    }

    /** The batch system ends the job. */
    void told() {
        if (explained) {
            leaving.countDown();
        }
    }

    /** Whether runs are to be left as they are: the batch system will say what became of the job, or another pilot has them. */
    boolean isLeaving() {
        return leaving.getCount() == 0;
    }

    /** Whether another pilot has taken over. */
    boolean isLost() {
        return lost;
    }

    /** The same; what made a test fail may be a signal that reaches this pilot a moment later. */
    boolean isLeavingSoon(Duration time) throws InterruptedException {
        return explained ? leaving.await(time.toNanos(), TimeUnit.NANOSECONDS) : isLeaving();
    }

    /** This pilot does nothing any more. */
    void left() {
        if (isLeaving() && !lost) {
            try {
                job.writePilot(ProcessValues.left(self));
            } catch (StoreException e) {
                System.getLogger(Presence.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
            }
        }
    }
}
