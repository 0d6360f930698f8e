package io.pergola.schedule;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The jobs that some tests make.
 *
 * @param jobs in the order of their first tests
 * @param refused tests that cannot run on their machine
 */
public record JobPlan(List<PlannedJob> jobs, List<Refused> refused) {

    /** Copies. */
    public JobPlan {
        jobs = List.copyOf(jobs);
        refused = List.copyOf(refused);
    }

    /**
     * Jobs that ask for the same and differ only in their runs, together; in the order of their first ones. Where the batch
     * system can, each of these lists is one submission.
     */
    static List<List<PlannedJob>> batches(List<PlannedJob> jobs) {
        var batches = new LinkedHashMap<Object, List<PlannedJob>>();
        jobs.forEach(job -> batches.computeIfAbsent(job.likeness(), unseen -> new ArrayList<>())
                .add(job));
        return List.copyOf(batches.values());
    }

    /**
     * A test that cannot run.
     *
     * @param member its place in the list that was planned
     * @param problem why
     */
    public record Refused(int member, Problem problem) {}
}
