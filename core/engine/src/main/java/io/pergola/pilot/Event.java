package io.pergola.pilot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the kernel is told. Each event is handled at once and completely. */
public sealed interface Event {

    /** Tasks join the queue, in this order. None may have the id of a task that has not ended. */
    record Submitted(List<Task> tasks) implements Event {
        /** Copies the list. */
        public Submitted {
            tasks = List.copyOf(tasks);
        }
    }

    /** These cores (indexes, none of them held already) are the kernel's until it gives them back. */
    record CoresOffered(List<Integer> cores) implements Event {
        /** Copies the list. */
        public CoresOffered {
            cores = List.copyOf(cores);
        }
    }

    /**
     * So many of the held cores are wanted elsewhere: they are given back as they become idle, before anything else is
     * started. Replaces what was said before; 0 takes it back.
     */
    record CoresWithdrawn(int count) implements Event {
        /** Checks the range. */
        public CoresWithdrawn {
            if (count < 0) {
                throw new IllegalArgumentException("Cannot withdraw " + count + " cores");
            }
        }
    }

    /** The process of a task runs. Its time limits count from now. */
    record Started(String id) implements Event {}

    /** The process of a task could not be started; {@code why} is one sentence. */
    record StartFailed(String id, String why) implements Event {}

    /** The answer to {@link Action.CheckOutput}: when the task last printed something (its start, if never). */
    record OutputSeen(String id, Instant lastOutput) implements Event {}

    /**
     * A task's process was waited for and nothing of it is left, so that its cores are free.
     *
     * @param code its exit code, or -1 if a signal ended it
     * @param signal the signal that ended it, or 0
     */
    record Exited(String id, int code, int signal) implements Event {}

    /**
     * An answer to {@link Action.Judge}: the task is to run again, from its old place in the queue.
     *
     * @param delay how long it is to wait before; not negative
     */
    record Retry(String id, Duration delay) implements Event {}

    /**
     * An answer to {@link Action.Judge}: as it ended, so be it.
     *
     * @param well whether tasks that depend on it may start
     */
    record Settled(String id, boolean well) implements Event {}

    /** A task is to end, or all of them ({@code id} null); {@code why} is shown to the user. No effect on ended tasks. */
    record CancelRequested(@Nullable String id, String why) implements Event {}

    /** The time that {@link Action.WakeAt} asked for has come. May also be sent at any other time. */
    record Tick() implements Event {}

    /** Nothing new is started from now on; what runs goes on to its end, what is queued stays queued. */
    record Drain() implements Event {}
}
