package io.pergola.exec;

import io.pergola.model.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** How long one that gave way leaves free cores to those that wait: long enough for each of them to look. */
    private static final Duration STAND_BACK = RETRY.multipliedBy(4);

    private final LockFile file;
    private final int cores;
    private final InstantSource clock;
    private final Set<Integer> held = new HashSet<>();
    /** Cores kept aside, and not handed out before there are enough. */
    private final List<Integer> gathered = new ArrayList<>();

    private Instant standBackUntil = Instant.MIN;
    private boolean closed;

    private HostCores(LockFile file, int cores, InstantSource clock) {
        this.file = file;
        this.cores = cores;
        this.clock = clock;
    }

    /**
     * Opens the lock file, and makes it if need be.
     *
     * @param directory on a file system of this host alone; made with mode 0700 if it is not there
     * @param cores how many cores this process may use, at least 1
     * @throws StoreException if the directory belongs to another user, may be written by others, or cannot be used
     */
    public static HostCores open(Path directory, int cores, InstantSource clock) {
        if (cores < 1 || cores > LockFile.MOST_CORES) {
            throw new IllegalArgumentException("A host cannot have " + cores + " cores");
        }
        return new HostCores(LockFile.open(directory), cores, clock);
    }

    /**
     * Takes cores: exactly so many, or none. Where none are given, this process counts as waiting until it asks again; what it
     * waits for it asks again after {@link #RETRY}, and after each {@link #giveBack}. While it waits for several, free cores
     * are kept aside for it, for one pilot at a time.
     *
     * @param wanted how many more than it has; 0 ends the waiting
     * @return their indexes, sorted, or empty
     */
    public synchronized List<Integer> take(int wanted) {
        if (closed) {
            return List.of();
        }
        if (wanted <= 0 || wanted > cores - held.size()) {
            stopWaiting();
            return List.of();
        }
        file.markDemand();
        if (!mustStandBack()) {
            gather(wanted);
        }
        if (gathered.size() == wanted) {
            List<Integer> taken = gathered.stream().sorted().toList();
            held.addAll(taken);
            gathered.clear();
            stopWaiting();
            return taken;
        }
        // Two that gather for wide tasks would hold each other up for ever: only one may.
        if (wanted == 1 || !file.startGathering()) {
            letGo();
        }
        file.markWaiting();
        return List.of();
    }

    /** Gives back a core that was taken. */
    public synchronized void giveBack(int core) {
        if (closed) {
            return;
        }
        if (!held.remove(core)) {
            throw new IllegalStateException("Core " + core + " was not taken, but " + held);
        }
        file.unlockCore(core);
        if (file.othersWait()) {
            standBackUntil = clock.instant().plus(STAND_BACK);
        }
        forgetDemand();
    }

    /** How many of the cores that this process has should be given back as they become idle, because others wait for them. */
    public synchronized int excess() {
        if (closed || !file.othersWait()) {
            return 0;
        }
        return file.othersGather() ? held.size() : Math.max(0, held.size() - cores / (1 + file.othersWithDemand()));
    }

    /** Gives everything back. Nothing is taken or given afterwards. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            file.close();
        }
    }

    private boolean mustStandBack() {
        return file.othersGather()
                || (clock.instant().isBefore(standBackUntil) && gathered.isEmpty() && file.othersWait());
    }

    private void gather(int wanted) {
        while (gathered.size() > wanted) {
            file.unlockCore(gathered.removeLast());
        }
        for (int core = 0; core < cores && gathered.size() < wanted; core++) {
            if (!held.contains(core) && !gathered.contains(core) && file.lockCore(core)) {
                gathered.add(core);
            }
        }
    }

    private void stopWaiting() {
        letGo();
        file.unmarkWaiting();
        forgetDemand();
    }

    private void letGo() {
        gathered.forEach(file::unlockCore);
        gathered.clear();
        file.stopGathering();
    }

    private void forgetDemand() {
        if (held.isEmpty() && !file.isWaiting()) {
            file.unmarkDemand();
        }
    }
}
