package io.pergola.exec;

/**
 * Starts programs by {@code posix_spawn(3)}: each leads a session and process group of its own, reads {@code /dev/null},
 * holds no other file of ours, and has the default signal mask and handlers. Safe for use by several threads.
 */
public final class Spawner {

    /** @throws io.pergola.model.SchedulerException if this system's C library lacks what is needed */
    public Spawner() {}

    /**
     * Starts a program. It is a child of this process: somebody has to {@link RunningProcess#await} it.
     *
     * @throws SpawnException if it cannot be started; nothing is left behind then, but possibly the output file
     */
    public RunningProcess start(SpawnRequest request) throws SpawnException {
        throw new UnsupportedOperationException(request.toString());
    }
}
