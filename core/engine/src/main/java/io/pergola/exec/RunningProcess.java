package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;

/** A program that was started by {@link Spawner}, and the process group that it leads. Safe for use by several threads. */
public final class RunningProcess {

    private final ProcessIdentity identity;

    RunningProcess(ProcessIdentity identity) {
        this.identity = identity;
    }

    /** Who it is; good after its end as well. */
    public ProcessIdentity identity() {
        return identity;
    }

    /** Its number, which is the number of its group and session too. */
    public long pid() {
        return identity.pid();
    }

    /** Waits for its end; blocks a platform thread and cannot be interrupted. Later calls give the same answer at once. */
    public Exit await() {
        throw new UnsupportedOperationException();
    }

    /** Sends a signal to all processes of the group. Nothing happens if there are none. */
    public void signalGroup(Signal signal) {
        throw new UnsupportedOperationException(signal.toString());
    }

    /** Whether any process of the group is there; the leader counts until it was awaited, and so does any other zombie. */
    public boolean groupAlive() {
        throw new UnsupportedOperationException();
    }
}
