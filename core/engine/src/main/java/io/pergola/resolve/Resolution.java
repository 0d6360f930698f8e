package io.pergola.resolve;

import io.pergola.model.Problem;
import java.util.List;

/**
 * What came of a request.
 *
 * @param tests the resolved tests, in order
 * @param skipped those that their conditions keep from running, in order
 * @param problems everything that is wrong
 * @param failed how many requests, tests and permutations could not be served; 0 if no problem is an error
 */
public record Resolution(List<ResolvedTest> tests, List<SkippedTest> skipped, List<Problem> problems, int failed) {

    /** Copies the lists. */
    public Resolution {
        tests = List.copyOf(tests);
        skipped = List.copyOf(skipped);
        problems = List.copyOf(problems);
    }
}
