package io.pergola.results;

import io.pergola.model.Value;

/** What a parser says of the place it was called at. */
sealed interface Finding {

    /** Nothing here; the search goes on. */
    Finding NOTHING = new Nothing();

    /** A value. */
    record Found(Value value) implements Finding {}

    /** See {@link #NOTHING}. */
    record Nothing() implements Finding {}

    /** What is here cannot be read, and looking further makes no sense. */
    record Failed(String message) implements Finding {}
}
