package io.pergola.run;

import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.Verdict;
import io.pergola.store.Journal;
import io.pergola.store.RunDirectory;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes a run's states to its journal and to its job's event file. Used by one thread. */
final class RunLog implements AutoCloseable {

    private final RunDirectory directory;
    private final JobEvents events;
    private final Journal journal;
    private final InstantSource clock;

    RunLog(RunDirectory directory, JobEvents events, InstantSource clock) {
        this.clock = clock;
        this.directory = directory;
        this.events = events;
        this.journal = directory.openJournal();
    }

    void state(RunState state, String note) {
        StateEntry entry = StateEntry.of(clock.instant(), state, note);
        journal.append(entry);
        events.append(directory.id().number(), entry);
    }

    void end(StateEntry last, @Nullable Verdict verdict) {
        if (directory.end(last, verdict, journal)) {
            events.ended(directory.id().number(), last, verdict);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
