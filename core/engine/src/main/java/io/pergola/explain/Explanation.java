package io.pergola.explain;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Where the values of one permutation of a test come from.
 *
 * @param test its whole name; without a subtitle if it cannot be resolved
 * @param permutation the permuted variables, as {@code SET.NAME}, with their values in it
 * @param others the names of the other permutations that the request matches, in order
 * @param values what was asked for, in the order of the table of keys
 * @param problems what is wrong with the test
 */
public record Explanation(
        String test,
        SequencedMap<String, Value> permutation,
        List<String> others,
        List<Explained> values,
        List<Problem> problems) {

    /** Copies the collections. */
    public Explanation {
        permutation = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(permutation));
        others = List.copyOf(others);
        values = List.copyOf(values);
        problems = List.copyOf(problems);
    }
}
