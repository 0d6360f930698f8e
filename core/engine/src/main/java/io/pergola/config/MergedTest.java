package io.pergola.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A test with all its layers merged, not yet resolved.
 *
 * @param suite the suite it is from
 * @param name its name in the suite
 * @param settings what the layers set; keys that nobody set are absent
 * @param variables the final items of each variable
 */
public record MergedTest(
        Suite suite, String name, Setting.Group settings, SequencedMap<String, List<VariableSetting.Item>> variables) {

    /** Copies the mapping. */
    public MergedTest {
        variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
    }

    MergedTest(Suite suite, String name, Setting.Group settings, Map<String, List<VariableSetting.Item>> variables) {
        this(suite, name, settings, new LinkedHashMap<>(variables));
    }
}
