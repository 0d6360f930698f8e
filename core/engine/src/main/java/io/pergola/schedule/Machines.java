package io.pergola.schedule;

import java.util.Optional;

/** The machines behind this site's schedulers. */
@FunctionalInterface
public interface Machines {

    /**
     * The nodes of a scheduler, as it told them lately; empty if it has no inventory or cannot be used here. The same object as
     * long as it is fresh enough.
     *
     * @throws io.pergola.model.SchedulerException if it has an inventory and does not answer
     */
    Optional<Machine> machine(String scheduler);
}
