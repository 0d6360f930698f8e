package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.resolve.ResolvedTest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job that would be submitted.
 *
 * @param job what is asked for
 * @param tests those that it would carry
 * @param script its kickoff script, where {@code JOB} stands for the job's number; empty if the scheduler cannot say it
 * @param error why it cannot be said, or null
 */
public record JobPreview(
        PlannedJob job,
        List<ResolvedTest> tests,
        String script,
        @Nullable SchedulerException error) {

    /** Copies the list. */
    public JobPreview {
        tests = List.copyOf(tests);
    }

    /** Why the scheduler's part of the script cannot be said; empty if it can. */
    public Optional<SchedulerException> refusal() {
        return Optional.ofNullable(error);
    }
}
