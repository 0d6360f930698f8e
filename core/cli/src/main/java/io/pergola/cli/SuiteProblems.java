package io.pergola.cli;

import io.pergola.config.Suite;
import io.pergola.model.Problem;
import java.util.List;
import java.util.stream.Stream;

/** All that is wrong in a suite. */
final class SuiteProblems {

    private SuiteProblems() {}

    static List<Problem> of(Suite suite) {
        return Stream.concat(
                        suite.problems().stream(),
                        suite.tests().values().stream().flatMap(test -> test.problems().stream()))
                .toList();
    }
}
