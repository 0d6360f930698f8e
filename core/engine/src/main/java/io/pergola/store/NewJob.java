package io.pergola.store;

import io.pergola.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job that is to be made.
 *
 * @param name as the batch system will show it
 * @param scheduler the scheduler's name
 * @param runs the test runs it carries; each still has to be told by {@link RunDirectory#assignJob}
 * @param extra whatever else should be kept with it
 */
public record NewJob(String name, String scheduler, List<RunDirectory> runs, Map<String, Value> extra) {

    /** Copies. */
    public NewJob {
        runs = List.copyOf(runs);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
}
