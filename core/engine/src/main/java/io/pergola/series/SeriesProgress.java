package io.pergola.series;

import io.pergola.build.BuildOutcome;
import io.pergola.store.RunDirectory;

/** Is told how the start of a series goes. Calls come from several threads, one at a time. */
public interface SeriesProgress {

    /** A build was made, found or failed; {@code done} of {@code total} so far. */
    void built(RunDirectory run, BuildOutcome outcome, int done, int total);
}
