package io.pergola.explain;

import io.pergola.model.Value;

/** What a text comes to. */
public sealed interface Outcome {

    /** A value. */
    record Known(Value value) implements Outcome {}

    /** A value that only the job will know. */
    record Deferred() implements Outcome {}

    /**
     * None.
     *
     * @param reason why, in one sentence without a full stop
     */
    record Failed(String reason) implements Outcome {}
}
