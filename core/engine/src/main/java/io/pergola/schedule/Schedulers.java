package io.pergola.schedule;

import io.pergola.spi.Scheduler;

/** The schedulers of this site, by the names that tests write. */
@FunctionalInterface
public interface Schedulers {

    /**
     * The scheduler of a name, made when it is first asked for.
     *
     * @throws io.pergola.model.PluginException if there is none, or its plugin is broken
     */
    Scheduler get(String name);

    /** Returns when a job may be handed to that scheduler, and counts that; at once where nobody counts. */
    default void awaitTurn(String name) {}
}
