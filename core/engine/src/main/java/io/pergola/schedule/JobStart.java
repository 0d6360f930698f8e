package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.store.JobDirectory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of handing runs to a scheduler as one job.
 *
 * @param job its directory
 * @param runs the runs it carries
 * @param error why the scheduler refused, or null if it did not; the runs have then ended
 */
public record JobStart(
        JobDirectory job, List<PlannedRun> runs, @Nullable SchedulerException error) {

    /** Copies the list. */
    public JobStart {
        runs = List.copyOf(runs);
    }

    /** Why the scheduler refused; empty if it did not. */
    public Optional<SchedulerException> refusal() {
        return Optional.ofNullable(error);
    }
}
