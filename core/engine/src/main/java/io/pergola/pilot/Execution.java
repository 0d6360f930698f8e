package io.pergola.pilot;

import io.pergola.spi.slots.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task from its start to its end: where it stands, why it is being ended, and what it is waiting for next. */
final class Execution {

    /** Where a started task stands. */
    enum Phase {
        STARTING,
        RUNNING,
        TERMINATED,
        KILLED
    }

    /** No limit is longer, so that times can be added without overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Task task;
    private final Placement placement;
    private Phase phase = Phase.STARTING;
    private Instant started = Instant.MIN;
    private @Nullable Instant silenceAt;
    private @Nullable Instant totalAt;
    private @Nullable Instant killAt;
    /** At most one of these two is set: the first reason for ending it counts. */
    private @Nullable String cancelled;

    private Ending.@Nullable Limit passed;

    Execution(Task task, Placement placement) {
        this.task = task;
        this.placement = placement;
    }

    Task task() {
        return task;
    }

    Placement placement() {
        return placement;
    }

    Phase phase() {
        return phase;
    }

    boolean isBeingEnded() {
        return cancelled != null || passed != null;
    }

    void started(Instant now) {
        phase = Phase.RUNNING;
        started = now;
        silenceAt = after(now, task.silenceLimit());
        totalAt = after(now, task.totalLimit());
    }

    /** It is to end, unless it is being ended already. */
    void cancel(String why) {
        if (!isBeingEnded()) {
            cancelled = why;
        }
    }

    /** It is to end, unless it is being ended already. */
    void pass(Ending.Limit limit) {
        if (!isBeingEnded()) {
            passed = limit;
        }
    }

    void terminated(Instant now) {
        phase = Phase.TERMINATED;
        silenceAt = null;
        totalAt = null;
        killAt = after(now, task.grace());
    }

    void killed() {
        phase = Phase.KILLED;
        killAt = null;
    }

    /** No more silence deadline, until the next {@link #printed}. */
    void outputChecked() {
        silenceAt = null;
    }

    /** Sets the silence deadline anew. A time from before the start, or from a file server whose clock is ahead, is put right. */
    void printed(Instant lastOutput, Instant now) {
        Instant notBefore = lastOutput.isBefore(started) ? started : lastOutput;
        silenceAt = after(notBefore.isAfter(now) ? now : notBefore, task.silenceLimit());
    }

    boolean silenceIsOver(Instant now) {
        return isDue(silenceAt, now);
    }

    boolean timeIsUp(Instant now) {
        return isDue(totalAt, now);
    }

    boolean graceIsOver(Instant now) {
        return isDue(killAt, now);
    }

    /** The next time at which something is to be done if nothing happens, or null. */
    @Nullable Instant deadline() {
        return Stream.of(silenceAt, totalAt, killAt)
                .filter(time -> time != null)
                .min(Instant::compareTo)
                .orElse(null);
    }

    Ending ended(int code, int signal) {
        Duration limit = passed == Ending.Limit.SILENCE ? task.silenceLimit() : task.totalLimit();
        if (passed != null && limit != null) {
            return new Ending.TimedOut(passed, limit, code, signal);
        }
        return cancelled == null ? new Ending.Exited(code, signal) : new Ending.Cancelled(cancelled, true);
    }

    Ending neverStarted(String why) {
        return cancelled == null ? new Ending.StartFailed(why) : new Ending.Cancelled(cancelled, false);
    }

    private static boolean isDue(@Nullable Instant time, Instant now) {
        return time != null && !time.isAfter(now);
    }

    private static @Nullable Instant after(Instant time, @Nullable Duration limit) {
        return limit == null ? null : time.plus(limit.compareTo(LONGEST) > 0 ? LONGEST : limit);
    }
}
