package io.pergola.run;

import io.pergola.model.StateEntry;
import io.pergola.model.Verdict;
import io.pergola.store.EventWriter;
import io.pergola.store.RunEvent;
import org.jspecify.annotations.Nullable;

/** The job's event file, for the threads of all its runs. Safe for use by several threads. */
final class JobEvents {

    private final EventWriter writer;

    JobEvents(EventWriter writer) {
        this.writer = writer;
    }

    synchronized void append(int run, StateEntry entry) {
        writer.append(new RunEvent(run, entry));
    }

    /** The last words on a run. */
    synchronized void ended(int run, StateEntry last, @Nullable Verdict verdict) {
        writer.append(new RunEvent(run, last));
        writer.append(RunEvent.ended(run, last.time(), verdict));
    }
}
