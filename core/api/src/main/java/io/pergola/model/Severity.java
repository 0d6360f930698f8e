package io.pergola.model;

/** How much a {@link Problem} matters. */
public enum Severity {
    /** The thing it speaks of cannot be used. */
    ERROR,
    /** It works, but hardly as the user meant it. */
    WARNING,
    /** Worth knowing. */
    NOTE
}
