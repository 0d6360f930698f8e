package io.pergola.exec;

import io.pergola.spi.ProcessIdentity;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Ends what a program left running, now that it has ended itself. */
public final class Leftovers {

    private final Strays strays;

    /** @param strays knows the orphans of this process */
    public Leftovers(Strays strays) {
        this.strays = strays;
    }

    /**
     * Ends the processes of its group, its orphans, and those that carry its mark: SIGTERM, then SIGKILL. Costs little if there are none.
     *
     * @param ended has been waited for
     * @param owner stands for it
     * @param mark its value of {@link MarkedProcesses#RUN}
     * @return those that were found
     * @throws InterruptedException if interrupted while waiting; what was not killed so far lives on
     */
    public Set<ProcessIdentity> end(RunningProcess ended, Strays.Owner owner, String mark, Duration grace)
            throws InterruptedException {
        boolean group = ended.groupAlive();
        if (!group && !strays.any()) {
            return Set.of();
        }
        if (group) {
            ended.signalGroup(Signal.TERM);
        }
        Set<ProcessIdentity> left = new LinkedHashSet<>(owner.end(grace));
        left.addAll(new MarkedProcesses().end(MarkedProcesses.RUN, mark, grace));
        if (ended.groupAlive()) {
            ended.signalGroup(Signal.KILL);
        }
        strays.any();
        return left;
    }
}
