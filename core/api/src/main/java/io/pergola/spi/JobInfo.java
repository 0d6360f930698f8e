package io.pergola.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler needs to find a job again; kept as JSON beside the kickoff script. The key {@code id} is shown to users.
 *
 * @param values any texts by any keys, in order
 */
public record JobInfo(Map<String, String> values) {

    /** Copies the mapping and keeps its order. */
    public JobInfo {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One value, or empty if there is none of that key. */
    public Optional<String> get(String key) {
        @Nullable String value = values.get(key);
        return Optional.ofNullable(value);
    }
}
