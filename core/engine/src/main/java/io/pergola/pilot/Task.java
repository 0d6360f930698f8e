package io.pergola.pilot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows of a thing to run.
 *
 * @param id its name; unique among the tasks that have not ended, never blank
 * @param cores how many cores it occupies while it runs, at least 1
 * @param priority higher ones start first; equal ones in the order of their submission
 * @param concurrentLimit it runs only while at most so many tasks run at once, itself counted; at least 1,
 *     {@link Integer#MAX_VALUE} for no limit
 * @param silenceLimit how long it may print nothing, more than 0, or null for as long as it likes
 * @param totalLimit how long it may run, more than 0, or null for as long as it likes
 * @param grace the time between SIGTERM and SIGKILL when it is ended; not negative
 * @param judged whether its end may not be its last: {@link Action.Judge} asks each time
 */
public record Task(
        String id,
        int cores,
        int priority,
        int concurrentLimit,
        @Nullable Duration silenceLimit,
        @Nullable Duration totalLimit,
        Duration grace,
        boolean judged) {

    /** Checks the ranges. */
    public Task {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A task needs an id");
        }
        if (cores < 1 || concurrentLimit < 1) {
            throw new IllegalArgumentException(
                    "Task " + id + ": cores and concurrentLimit count from 1: " + cores + ", " + concurrentLimit);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("Task " + id + ": the grace time is negative: " + grace);
        }
        requirePositive(id, silenceLimit);
        requirePositive(id, totalLimit);
    }

    private static void requirePositive(String id, @Nullable Duration limit) {
        if (limit != null && !limit.isPositive()) {
            throw new IllegalArgumentException("Task " + id + ": a time limit is not positive: " + limit);
        }
    }

    /** A task that runs once. */
    public Task(
            String id,
            int cores,
            int priority,
            int concurrentLimit,
            @Nullable Duration silenceLimit,
            @Nullable Duration totalLimit,
            Duration grace) {
        this(id, cores, priority, concurrentLimit, silenceLimit, totalLimit, grace, false);
    }

    /** A task without limits of any kind. */
    public static Task of(String id, int cores) {
        return new Task(id, cores, 0, Integer.MAX_VALUE, null, null, Duration.ZERO);
    }
}
