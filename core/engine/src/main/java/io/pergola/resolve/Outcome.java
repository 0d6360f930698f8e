package io.pergola.resolve;

import io.pergola.model.Problem;
import java.util.List;

/**
 * What is left to say of a request once its tests have been handed out.
 *
 * @param tests how many run
 * @param skipped how many their conditions keep from running
 * @param problems everything that is wrong
 * @param failed how many requests, tests and permutations could not be served; 0 if no problem is an error
 */
public record Outcome(long tests, long skipped, List<Problem> problems, int failed) {

    /** Copies the list. */
    public Outcome {
        problems = List.copyOf(problems);
    }
}
