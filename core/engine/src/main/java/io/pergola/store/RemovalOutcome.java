package io.pergola.store;

/** What came of the wish to remove a test run. */
public enum RemovalOutcome {
    /** It is gone, and this call did it. */
    REMOVED,
    /** It has not ended, so it stays. */
    ACTIVE,
    /** Somebody else had removed it. */
    GONE
}
