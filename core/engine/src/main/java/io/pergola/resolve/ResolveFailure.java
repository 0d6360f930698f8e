package io.pergola.resolve;

import io.pergola.model.Problem;

/** A text or variable that cannot be resolved. Never leaves this package; one problem, however many texts run into it. */
final class ResolveFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ResolveFailure(Problem problem) {
        super(problem.what(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
