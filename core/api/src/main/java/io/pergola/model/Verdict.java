package io.pergola.model;

/** What a finished test run came to. A run that never got as far has none. */
public enum Verdict {
    /** The test did what it should. */
    PASS,
    /** The test ran and did not do what it should. */
    FAIL,
    /** The test could not be judged. */
    ERROR
}
