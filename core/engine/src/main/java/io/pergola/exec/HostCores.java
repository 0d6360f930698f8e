package io.pergola.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The cores of this host, shared by all pilots of one user through locks on the bytes of one file: byte i locked means core i
 * in use. The locks die with their owner, however it dies.
 *
 * <p>The owner of a long queue keeps its cores from task to task. Before it uses a freed core again it asks {@link #excess}:
 * that is more than 0 once another pilot waits and has less than its share. Safe for use by several threads.
 */
public final class HostCores implements AutoCloseable {

    /** How long to wait before {@link #take} is tried again after it gave nothing. */
    public static final Duration RETRY = Duration.ofMillis(50);

    private HostCores() {}

    /**
     * Opens the lock file, and makes it if need be.
     *
     * @param directory on a file system of this host alone; made with mode 0700 if it is not there
     * @param cores how many cores this process may use, at least 1
     * @throws io.pergola.model.StoreException if the directory belongs to another user, may be written by others, or cannot
     *     be used
     */
    public static HostCores open(Path directory, int cores, InstantSource clock) {
        return new HostCores();
    }

    /**
     * Takes cores: exactly so many, or none. Where none are given, this process counts as waiting until it asks again; what it
     * waits for it asks again after {@link #RETRY}, and after each {@link #giveBack}. While it waits for several, free cores
     * are kept aside for it, for one pilot at a time.
     *
     * @param wanted how many more than it has; 0 ends the waiting
     * @return their indexes, or empty
     */
    public List<Integer> take(int wanted) {
        return List.of();
    }

    /** Gives back a core that was taken. */
    public void giveBack(int core) {}

    /** How many of the cores that this process has should be given back as they become idle, because others wait for them. */
    public int excess() {
        return 0;
    }

    /** Gives everything back. */
    @Override
    public void close() {}
}
