package io.pergola.schedule;

import io.pergola.model.Problem;
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
     * A test that cannot run.
     *
     * @param member its place in the list that was planned
     * @param problem why
     */
    public record Refused(int member, Problem problem) {}
}
