package io.pergola.spi.policy;

import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Job}; what is not set is left out. Not safe for use by several threads. */
public final class JobBuilder {

    private final String id;
    private final ResourceRequest request;
    private final Instant submitted;
    private Elasticity elasticity = Elasticity.RIGID;
    private int leastRanks;
    private int priority;
    private @Nullable Duration walltime;
    private int concurrentLimit = Integer.MAX_VALUE;
    private Set<String> dependencies = Set.of();
    private Map<String, String> attributes = Map.of();
    private Map<String, String> arguments = Map.of();

    JobBuilder(String id, ResourceRequest request, Instant submitted) {
        this.id = id;
        this.request = request;
        this.submitted = submitted;
        this.leastRanks = request.ranks();
    }

    /** Content with fewer ranks; {@code who} chooses how many, and is not {@link Elasticity#RIGID}. */
    public JobBuilder elastic(Elasticity who, int least) {
        elasticity = who;
        leastRanks = least;
        return this;
    }

    /** Higher ones first; 0 if it is not set. */
    public JobBuilder priority(int value) {
        priority = value;
        return this;
    }

    /** How long it runs at most; null if nobody knows. */
    public JobBuilder walltime(@Nullable Duration value) {
        walltime = value;
        return this;
    }

    /** How many jobs may run at once beside it, itself counted. */
    public JobBuilder concurrentLimit(int value) {
        concurrentLimit = value;
        return this;
    }

    /** The ids of those that must have ended well before. */
    public JobBuilder after(Set<String> ids) {
        dependencies = ids;
        return this;
    }

    /** What policies are told about it. */
    public JobBuilder attributes(Map<String, String> values) {
        attributes = values;
        return this;
    }

    /** What policies may change, and the job is told. */
    public JobBuilder arguments(Map<String, String> values) {
        arguments = values;
        return this;
    }

    /**
     * The job.
     *
     * @throws IllegalArgumentException if something of it contradicts {@link Job}
     */
    public Job build() {
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
                arguments);
    }
}
