package io.pergola.schedule;

import io.pergola.resolve.ResolvedTest;
import java.util.List;
import java.util.Map;

/**
 * What runs must have in common to share a job.
 *
 * @param scheduler its name
 * @param schedule all settled values of the {@code schedule} section
 * @param options all values of the scheduler's own section
 */
record ShareKey(String scheduler, Map<String, List<String>> schedule, Map<String, List<String>> options) {

    static ShareKey of(ResolvedTest test) {
        return new ShareKey(
                test.scheduler(),
                Map.copyOf(test.schedule().settled()),
                test.schedule().options(test.scheduler()));
    }
}
