package io.pergola.schedule;

import io.pergola.nodes.Chunking;
import io.pergola.resolve.ResolvedTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs must have in common to share a job.
 *
 * @param scheduler its name
 * @param schedule all settled values of the {@code schedule} section but the time limit, of which a job takes the largest, and the
 *     priority, which counts within a job
 * @param chunking how the machine is cut
 * @param options all values of the scheduler's own section
 */
record ShareKey(
        String scheduler, Map<String, List<String>> schedule, Chunking chunking, Map<String, List<String>> options) {

    /** Of nodes that are held already runs get their parts, so only the scheduler's own options tell jobs apart. */
    static ShareKey ofHeld(ResolvedTest test) {
        return new ShareKey(
                test.scheduler(), Map.of(), Chunking.WHOLE, test.schedule().options(test.scheduler()));
    }

    static ShareKey of(ResolvedTest test) {
        var schedule = new LinkedHashMap<>(test.schedule().settled());
        schedule.remove("time_limit");
        schedule.remove("priority");
        return new ShareKey(
                test.scheduler(),
                schedule,
                test.schedule().chunking(),
                test.schedule().options(test.scheduler()));
    }
}
