package io.pergola.plugin;

/** One thing that a jar offers. */
sealed interface Offer permits SchedulerOffer, GuardedFunction, GuardedVariable, GuardedParser, GuardedPolicy {

    /** What it is. */
    Kind kind();

    /** Its name, unlike those of all others of the kind that are used. */
    String name();
}
