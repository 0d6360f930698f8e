package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/** A program that was started by {@link Spawner}, and the process group that it leads. Safe for use by several threads. */
public final class RunningProcess {

    private final ProcessIdentity identity;
    private final Runnable whenReaped;
    private final Object waiting = new Object();
    private volatile @Nullable Exit exit;

    RunningProcess(ProcessIdentity identity, Runnable whenReaped) {
        this.identity = identity;
        this.whenReaped = whenReaped;
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
        synchronized (waiting) {
            Exit known = exit;
            if (known == null) {
                known = ProcessCalls.await(pid())
                        .orElseThrow(
                                () -> new IllegalStateException("Process " + pid() + " was reaped by somebody else"));
                exit = known;
                whenReaped.run();
            }
            return known;
        }
    }

    /** Sends a signal to all processes of the group. Nothing happens if there are none. */
    public void signalGroup(Signal signal) {
        if (!isNumberReused()) {
            ProcessCalls.kill(-pid(), signal.number());
        }
    }

    /** Whether any process of the group is there; the leader counts until it was awaited, and so does any other zombie. */
    public boolean groupAlive() {
        return ProcessCalls.kill(-pid(), 0) && !isNumberReused();
    }

    /** The number of a group is not given to a new process while the group lasts: if one has it, the group is gone. */
    private boolean isNumberReused() {
        return exit != null && ProcFiles.stat(pid()).isPresent();
    }
}
