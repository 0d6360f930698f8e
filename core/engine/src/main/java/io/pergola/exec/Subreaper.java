package io.pergola.exec;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ProcessIdentity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes this process the one that inherits what its descendants leave behind: a process whose parent ended becomes our child
 * instead of that of process 1 ({@code PR_SET_CHILD_SUBREAPER}, prctl(2)). Safe for use by several threads.
 */
public final class Subreaper {

    private final Spawner spawner;
    private final long self = ProcessHandle.current().pid();

    /**
     * Becomes one.
     *
     * @param spawner its children are not orphans
     * @throws SchedulerException if the system does not allow it
     */
    public Subreaper(Spawner spawner) {
        this.spawner = spawner;
        int error = ProcessCalls.becomeSubreaper();
        if (error != 0) {
            throw new SchedulerException("Cannot become a subreaper: " + Libc.message(error), null);
        }
    }

    /**
     * Reaps the orphans that have ended, and answers with those that live. Processes that were started by other means than the
     * spawner are taken for orphans once the thread that started them has ended.
     */
    public List<ProcessIdentity> orphans() {
        var living = new ArrayList<ProcessIdentity>();
        for (long child : childrenOfMainThread()) {
            Optional<ProcFiles.Stat> stat = spawner.isChild(child) ? Optional.empty() : ProcFiles.stat(child);
            if (stat.isPresent() && stat.get().isDead()) {
                ProcessCalls.reap(child);
            } else if (stat.isPresent()) {
                identity(child).ifPresent(living::add);
            }
        }
        return living;
    }

    /** Who a process is; empty if it is gone. */
    Optional<ProcessIdentity> identity(long pid) {
        return ProcFiles.identity(spawner.host(), pid);
    }

    /** Orphans go to the first thread, which in a Java program starts no process; our own children belong to other threads. */
    private long[] childrenOfMainThread() {
        String children =
                ProcFiles.read(self, "task/" + self + "/children").orElse("").strip();
        return children.isEmpty()
                ? new long[0]
                : Arrays.stream(children.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
