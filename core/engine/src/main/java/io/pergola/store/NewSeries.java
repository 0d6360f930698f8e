package io.pergola.store;

import io.pergola.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A series that is to be made.
 *
 * @param name of the series, or of what was asked for on the command line
 * @param user who makes it
 * @param sysName the system it is made for; may be empty
 * @param runs those that it has from the beginning
 * @param extra whatever else should be kept with it
 * @param plan by which a manager makes its runs; empty if there is none
 */
public record NewSeries(
        String name,
        String user,
        String sysName,
        List<RunDirectory> runs,
        Map<String, Value> extra,
        Optional<Value.Entries> plan) {

    /** Copies the list and the mapping. */
    public NewSeries {
        runs = List.copyOf(runs);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    static NewSeries of(String name, List<RunDirectory> runs, Map<String, Value> extra) {
        String user = runs.isEmpty()
                ? System.getProperty("user.name", "")
                : runs.getFirst().user();
        String sysName = runs.isEmpty() ? "" : runs.getFirst().sysName();
        return new NewSeries(name, user, sysName, runs, extra, Optional.empty());
    }
}
