package io.pergola.spi.policy;

import org.jspecify.annotations.Nullable;

/**
 * Why a policy is asked.
 *
 * @param type what happened
 * @param job the id of the job that it is about; null if it is about none
 * @param wantedNodes how many nodes a job asks for in an {@link Type#EVOLVING_REQUEST}, otherwise 0
 */
public record Trigger(Type type, @Nullable String job, int wantedNodes) {

    /** What can happen. */
    public enum Type {
        /** Some time has passed. */
        PERIODIC,
        /** A job was submitted, or its dependencies were met. */
        SUBMIT,
        /** A job ended. */
        COMPLETED,
        /** A job was ended before its time. */
        KILLED,
        /** A running job may be given more nodes or fewer now. */
        SCHEDULING_POINT,
        /** A running job asks for a number of nodes. */
        EVOLVING_REQUEST,
        /** A running job got the nodes that were decided on. */
        RECONFIGURATION,
        /** Nodes, cores or GPUs were lost or came back. */
        RESOURCES_CHANGED
    }

    /** Checks the range. */
    public Trigger {
        if (wantedNodes < 0) {
            throw new IllegalArgumentException("A job cannot ask for " + wantedNodes + " nodes");
        }
    }

    /** Something that is about no job in particular. */
    public static Trigger of(Type type) {
        return new Trigger(type, null, 0);
    }

    /** Something that is about a job. */
    public static Trigger of(Type type, String job) {
        return new Trigger(type, job, 0);
    }
}
