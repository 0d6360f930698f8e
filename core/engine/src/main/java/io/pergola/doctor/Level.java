package io.pergola.doctor;

/** How bad it is, the best first. */
public enum Level {
    /** As it should be. */
    OK,
    /** Worth knowing, or not to be found out. */
    NOTE,
    /** Works, but not as well as it should. */
    WARNING,
    /** Something will not work. */
    ERROR
}
