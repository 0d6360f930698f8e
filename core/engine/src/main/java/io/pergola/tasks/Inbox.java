package io.pergola.tasks;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Word that threads leave for a loop. It is acted on by one thread at a time, in the order of its coming: by whoever leaves it if the loop
 * is asleep, so that no other thread need be woken for it, else by who is at it already.
 */
final class Inbox {

    /** A guest that has done so much leaves the rest to the loop's own thread. */
    private static final int MOST_OF_A_GUEST = 16;

    private static final long SLACK_NS = Duration.ofMillis(1).toNanos();

    /** What is asked of the loop between two messages; called by one thread at a time. */
    interface Owner {

        /** Until when it may sleep if nobody leaves word; not positive for not at all. */
        Duration patience();
    }

    private final Owner owner;
    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Thread home;
    private volatile @Nullable Throwable fault;
    private long asleepUntil;

    Inbox(Owner owner) {
        this.owner = owner;
    }

    /** Leaves word that is acted on when there is other word, or the loop wakes. Any thread. */
    void leave(Runnable message) {
        messages.add(message);
    }

    /** Leaves word, and acts on what is there if nobody does. Any thread. */
    void post(Runnable message) {
        messages.add(message);
        if (turn.isHeldByCurrentThread()) {
            return;
        }
        boolean wake = false;
        while (!wake && home != null && !messages.isEmpty() && turn.tryLock()) {
            try {
                wake = asGuest();
            } finally {
                turn.unlock();
            }
        }
        if (wake) {
            LockSupport.unpark(home);
        }
    }

    /** Whether the loop's thread has to see to something. */
    private boolean asGuest() {
        try {
            for (int done = 0; done < MOST_OF_A_GUEST; done++) {
                Runnable message = messages.poll();
                if (message == null) {
                    break;
                }
                message.run();
            }
            long wake = System.nanoTime() + owner.patience().toNanos();
            return !messages.isEmpty() || wake - asleepUntil < -SLACK_NS;
        } catch (RuntimeException | Error e) {
            // It is the loop that fails by this, not who came by.
            fault = e;
            return true;
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Begins the loop, on its own thread. Word that was left before is acted on in the first {@link #act}. */
    void open() {
        home = Thread.currentThread();
    }

    /** Acts on all word that is there, and keeps others from it until {@link #sleep}. The loop's thread. */
    void act() {
        turn.lock();
        Throwable failure = fault;
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
            message.run();
        }
    }

    /** Lets others act, until it is time or one of them found something to do here. */
    void sleep() throws InterruptedException {
        Duration patience = owner.patience();
        long nanos = messages.isEmpty() ? patience.toNanos() : 0;
        asleepUntil = System.nanoTime() + nanos;
        turn.unlock();
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** The loop has ended: nothing is acted on any more. The loop's thread. */
    void close() {
        home = null;
        if (turn.isHeldByCurrentThread()) {
            turn.unlock();
        }
    }
}
