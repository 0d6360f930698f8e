package io.pergola.policy;

import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import java.util.Comparator;

/** The orders in which policies look at jobs. */
final class Orders {

    /** As they were submitted. */
    static final Comparator<PendingJob> SUBMISSION = (one, other) -> Long.compare(one.sequence(), other.sequence());

    /** By priority, then as they were submitted. */
    static final Comparator<PendingJob> QUEUE = (one, other) -> {
        int byPriority = Integer.compare(other.job().priority(), one.job().priority());
        return byPriority != 0 ? byPriority : SUBMISSION.compare(one, other);
    };

    private Orders() {}

    /**
     * By priority, then the largest, then as they were submitted. One that was overtaken so often already comes before all that were
     * not.
     */
    static Comparator<PendingJob> largestFirst(int bypassLimit) {
        return Comparator.<PendingJob>comparingInt(job -> job.bypassed() < bypassLimit ? 1 : 0)
                .thenComparingInt(job -> -job.job().priority())
                .thenComparingLong(job -> -size(job.job().request()))
                .thenComparing(SUBMISSION);
    }

    /** Thousandths of cores; a GPU counts more than any number of cores that a node has. */
    private static long size(ResourceRequest request) {
        RankRequirements rank = request.perRank();
        return request.ranks()
                * ((long) rank.cores() * rank.coreShare() + (long) rank.gpus() * rank.gpuShare() * Share.WHOLE);
    }
}
