package io.pergola.build;

import io.pergola.model.RunState;

/** What came of building for a run. */
public sealed interface BuildOutcome {

    /** The run has its build. */
    record Ready() implements BuildOutcome {}

    /**
     * It has none and cannot run.
     *
     * @param state {@code BUILD_FAILED}, {@code BUILD_TIMEOUT}, {@code BUILD_ERROR} or {@code ENV_FAILED}
     * @param why one sentence
     */
    record Failed(RunState state, String why) implements BuildOutcome {}
}
