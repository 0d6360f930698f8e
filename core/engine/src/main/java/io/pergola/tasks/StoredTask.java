package io.pergola.tasks;

import io.pergola.spi.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A task as the database has it.
 *
 * @param spec what was asked for
 * @param attempts how often it was started
 * @param result what came of it, as JSON; empty if nothing yet
 * @param callbackPending whether its end has still to be told to the command that adds tasks
 * @param process the one that ran when this was written, if its state says so
 */
record StoredTask(
        TaskSpec spec,
        TaskState state,
        int attempts,
        String result,
        boolean callbackPending,
        @Nullable ProcessIdentity process) {}
