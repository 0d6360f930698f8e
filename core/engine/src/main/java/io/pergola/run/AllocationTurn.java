package io.pergola.run;

import io.pergola.model.StoreException;
import io.pergola.schedule.UserLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Of several pilots of an allocation that was held before them, one hands out its nodes at a time. */
public final class AllocationTurn {

    private static final Duration STEP = Duration.ofMillis(200);

    private final Path directory;

    /** @param directory of locks on this host, need not exist */
    public AllocationTurn(Path directory) {
        this.directory = directory;
    }

    /**
     * Waits until the others have ended; what waits here may be killed at any time.
     *
     * @param allocation names it among those of this user and host
     * @param waits run once if there is somebody to wait for
     * @return to be kept until all nodes are free again
     * @throws StoreException if there can be no lock
     */
    UserLock.Held take(String allocation, Runnable waits) {
        String name = "allocation-" + allocation.replaceAll("[^\\w.-]", "_") + ".lock";
        var lock = new UserLock(directory.resolve(name));
        try {
            Optional<UserLock.Held> held = lock.tryLock();
            if (held.isEmpty()) {
                waits.run();
            }
            while (held.isEmpty()) {
                LockSupport.parkNanos(STEP.toNanos());
                held = lock.tryLock();
            }
            return held.get();
        } catch (IOException e) {
            throw new StoreException("Nobody can say who else uses this allocation: " + e.getMessage(), e);
        }
    }
}
