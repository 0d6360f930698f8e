package io.pergola.yaml;

import io.pergola.model.Problem;

/** Ends the reading of a file; never leaves this package. */
final class BrokenYaml extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BrokenYaml(Problem problem) {
        super(problem.what(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
