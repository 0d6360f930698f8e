package io.pergola.spi;

import org.pf4j.ExtensionPoint;

/**
 * A plugin's door: says which scheduler it offers and makes one. Implementations carry PF4J's {@code @Extension}, are public and
 * have a public constructor without parameters that does no work.
 */
public interface SchedulerProvider extends ExtensionPoint {

    /** Name, description and option keys; asked once, must not fail and must not start anything. */
    SchedulerInfo info();

    /**
     * Makes the scheduler. Called at most once in a process, when a command first needs it.
     *
     * @param context everything of the outside world that it may touch
     */
    Scheduler create(SchedulerContext context);
}
