package io.pergola.filter;

import io.pergola.store.RunSummary;

/** What summaries do not hold, and has to be looked up. Asked only of runs that meet all else. */
public interface Facts {

    /** The partition or queue that a run asked for; empty if none, or nobody knows. */
    String partition(RunSummary run);

    /** The states that a run ever had, in upper case; none if nobody knows. */
    Iterable<String> states(RunSummary run);

    /** Whether all runs of a run's series have started, or ended without. */
    boolean allStarted(RunSummary run);
}
