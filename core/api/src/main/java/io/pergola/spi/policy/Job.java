package io.pergola.spi.policy;

import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to be run once in the allocation, as a policy sees it.
 *
 * @param id unique among the jobs that have not ended, never blank
 * @param elasticity who chooses the number of ranks
 * @param request what it holds while it runs, with the most ranks that it can use
 * @param leastRanks with how few ranks it is content, as many as {@code request} has if it is rigid; where the request fixes the
 *     ranks of a node, a multiple of those
 * @param submitted when it was submitted
 * @param priority higher ones first
 * @param walltime how long it runs at most, more than 0; null if nobody knows
 * @param concurrentLimit it runs only while at most so many jobs run at once, itself counted; at least 1,
 *     {@link Integer#MAX_VALUE} for no limit
 * @param dependencies ids of the jobs that must have ended well before
 * @param attributes what its owner tells policies about it
 * @param arguments what policies may change before it starts, and the job is told
 */
public record Job(
        String id,
        Elasticity elasticity,
        ResourceRequest request,
        int leastRanks,
        Instant submitted,
        int priority,
        @Nullable Duration walltime,
        int concurrentLimit,
        Set<String> dependencies,
        Map<String, String> attributes,
        Map<String, String> arguments) {

    /** Checks and copies. */
    public Job {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A job needs an id");
        }
        boolean fixed = elasticity == Elasticity.RIGID;
        if (leastRanks > request.ranks() || (fixed ? leastRanks != request.ranks() : leastRanks < 1)) {
            throw new IllegalArgumentException("Job " + id + " is " + elasticity + " and asks for " + leastRanks
                    + " to " + request.ranks() + " ranks");
        }
        if (request.ranksPerNode() > 0 && leastRanks % request.ranksPerNode() != 0) {
            throw new IllegalArgumentException("Job " + id + " asks for " + request.ranksPerNode()
                    + " ranks on each node and is content with " + leastRanks);
        }
        if (concurrentLimit < 1 || (walltime != null && !walltime.isPositive())) {
            throw new IllegalArgumentException(
                    "Job " + id + " has a limit that is not positive: " + concurrentLimit + ", " + walltime);
        }
        dependencies = Set.copyOf(dependencies);
        attributes = Map.copyOf(attributes);
        arguments = Map.copyOf(arguments);
    }

    /** To make a job, rigid and without limits unless it is told otherwise. */
    public static JobBuilder of(String id, ResourceRequest request, Instant submitted) {
        return new JobBuilder(id, request, submitted);
    }

    /** The same with other arguments. */
    public Job withArguments(Map<String, String> other) {
        return new Job(
                id,
                elasticity,
                request,
                leastRanks,
                submitted,
                priority,
                walltime,
                concurrentLimit,
                dependencies,
                attributes,
                other);
    }
}
