package io.pergola.policy;

/** How a job ended, as far as other jobs are concerned. */
public enum JobEnd {
    /** Those that depend on it may start. */
    WELL,
    /** By itself, and those that depend on it cannot start. */
    BADLY,
    /** Before its time; those that depend on it cannot start. */
    KILLED
}
