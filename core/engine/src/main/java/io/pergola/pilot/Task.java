package io.pergola.pilot;

import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows of a thing to run.
 *
 * @param id its name; unique among the tasks that have not ended, never blank
 * @param request what it holds while it runs
 * @param priority higher ones start first; equal ones in the order of their submission
 * @param concurrentLimit it runs only while at most so many tasks run at once, itself counted; at least 1,
 *     {@link Integer#MAX_VALUE} for no limit
 * @param silenceLimit how long it may print nothing, more than 0, or null for as long as it likes
 * @param totalLimit how long it may run, more than 0, or null for as long as it likes
 * @param grace the time between SIGTERM and SIGKILL when it is ended; not negative
 * @param judged whether its end may not be its last, or may not be what it seems: {@link Action.Judge} asks each time
 * @param dependencies ids of the tasks that must have ended well before; one that cannot any more holds it
 */
public record Task(
        String id,
        ResourceRequest request,
        int priority,
        int concurrentLimit,
        @Nullable Duration silenceLimit,
        @Nullable Duration totalLimit,
        Duration grace,
        boolean judged,
        Set<String> dependencies) {

    /** Checks the ranges, and copies. */
    public Task {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A task needs an id");
        }
        if (concurrentLimit < 1) {
            throw new IllegalArgumentException("Task " + id + ": concurrentLimit counts from 1: " + concurrentLimit);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("Task " + id + ": the grace time is negative: " + grace);
        }
        requirePositive(id, silenceLimit);
        requirePositive(id, totalLimit);
        dependencies = Set.copyOf(dependencies);
    }

    private static void requirePositive(String id, @Nullable Duration limit) {
        if (limit != null && !limit.isPositive()) {
            throw new IllegalArgumentException("Task " + id + ": a time limit is not positive: " + limit);
        }
    }

    /** A task that runs once, without limits of any kind. */
    public static Task of(String id, ResourceRequest request) {
        return new Task(id, request, 0, Integer.MAX_VALUE, null, null, Duration.ZERO, false, Set.of());
    }

    /** The same of one rank with so many cores. */
    public static Task of(String id, int cores) {
        return of(id, ResourceRequest.ofCores(cores));
    }
}
