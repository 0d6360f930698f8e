package io.pergola.history;

import io.pergola.report.Figure;
import io.pergola.store.RunSummary;
import java.util.List;
import java.util.OptionalLong;

/**
 * A run that has ended, as history keeps it.
 *
 * @param run what listings show of it
 * @param name the parts of its name
 * @param origin what it was made of
 * @param reason why it did not pass; empty if it did, or nothing is known
 * @param returnValue of its script, if that ran
 * @param attempt how often its script was started; at least 1
 * @param figures with mappings taken apart
 */
public record PastRun(
        RunSummary run,
        Name name,
        Origin origin,
        String reason,
        OptionalLong returnValue,
        int attempt,
        List<Figure> figures) {

    /** Copies the list. */
    public PastRun {
        figures = List.copyOf(figures);
    }

    /** Suite, test in the suite, and what tells the permutation from others; each may be empty. */
    public record Name(String suite, String test, String subtitle) {}

    /**
     * What the run was made of; each text may be empty.
     *
     * @param build the name of the build, which stands for all that went into it
     * @param configHash of the resolved configuration
     * @param revision of the git repository that the suite lies in, when the run was made
     * @param suitePath the suite's file
     */
    public record Origin(String build, String configHash, String revision, String suitePath) {}
}
