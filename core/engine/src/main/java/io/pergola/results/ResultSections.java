package io.pergola.results;

import io.pergola.model.Value;
import java.util.LinkedHashMap;

/**
 * What a resolved configuration says about results: mappings, lists and texts.
 *
 * @param parse {@code result_parse}: parser name to key to arguments
 * @param evaluate {@code result_evaluate}: key to expression
 * @param reference {@code result_reference}: figure to what it should be
 * @param referenceFile a file is named that may have more of that one day; what it has now is in {@code reference}
 * @param expectation {@code run.expect}
 */
public record ResultSections(
        Value.Entries parse,
        Value.Entries evaluate,
        Value.Entries reference,
        boolean referenceFile,
        Expectation expectation) {

    /** Without a file, to be passed. */
    public ResultSections(Value.Entries parse, Value.Entries evaluate, Value.Entries reference) {
        this(parse, evaluate, reference, false, new Expectation.Pass());
    }

    /** The sections of a whole resolved configuration; those that are not there are empty. */
    public static ResultSections of(Value.Entries config) {
        return new ResultSections(
                section(config, "result_parse"),
                section(config, "result_evaluate"),
                section(config, "result_reference"),
                config.values().get("reference_file") instanceof Value.Text,
                Expectation.of(config));
    }

    private static Value.Entries section(Value.Entries config, String name) {
        return config.values().get(name) instanceof Value.Entries section
                ? section
                : new Value.Entries(new LinkedHashMap<>());
    }

    /** True if they say nothing. */
    public boolean isEmpty() {
        return parse.values().isEmpty()
                && evaluate.values().isEmpty()
                && reference.values().isEmpty();
    }
}
