package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.util.List;

/**
 * Makes this process the one that inherits what its descendants leave behind: a process whose parent ended becomes our child
 * instead of that of process 1 ({@code PR_SET_CHILD_SUBREAPER}, prctl(2)). Safe for use by several threads.
 */
public final class Subreaper {

    /**
     * Becomes one.
     *
     * @param spawner its children are not orphans
     */
    public Subreaper(Spawner spawner) {}

    /** Reaps the orphans that have ended, and answers with those that live. */
    public List<ProcessIdentity> orphans() {
        return List.of();
    }
}
