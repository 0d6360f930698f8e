package io.pergola.config;

import io.pergola.model.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A test with all its layers merged, not yet resolved.
 *
 * @param suite the suite it is from
 * @param name its name in the suite
 * @param settings what the layers set; keys that nobody set are absent
 * @param variables the final items of each variable
 * @param unsettled the variables whose layers do not go together, or that have no value: what is wrong with each, at least one problem
 * @param references the files that tests may name for their references
 */
public record MergedTest(
        Suite suite,
        String name,
        Setting.Group settings,
        SequencedMap<String, List<VariableSetting.Item>> variables,
        SequencedMap<String, List<Problem>> unsettled,
        ReferenceFiles references) {

    /** Copies the mappings. */
    public MergedTest {
        variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
        unsettled = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(unsettled));
    }
}
