package io.pergola.store;

import io.pergola.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A test run that is to be made.
 *
 * @param name of the test, with suite and permutation
 * @param test the resolved test
 * @param extra whatever else should be kept with it. The texts {@code user}, {@code sys_name} and {@code scheduler} show
 *     up in {@link RunSummary}; without them the user is the one who runs this program, the scheduler is what the test's
 *     own key {@code scheduler} says, and the system has no name
 * @param sharing who may do what with its files
 */
public record NewRun(String name, Value.Entries test, Map<String, Value> extra, Sharing sharing) {

    /** With files as the site has them. */
    public NewRun(String name, Value.Entries test, Map<String, Value> extra) {
        this(name, test, extra, Sharing.OF_THE_SITE);
    }

    /** Copies the mapping and keeps its order. */
    public NewRun {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
}
