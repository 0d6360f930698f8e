package io.pergola.source;

/** When something is fetched from elsewhere. */
public enum Freshness {
    /** Never: it has to be there. */
    NEVER,
    /** If it is not there. */
    MISSING,
    /** Whenever it has changed. */
    LATEST
}
