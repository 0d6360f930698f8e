package io.pergola.model;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is told to the user and ends the command. The kind decides the exit code; the message says what failed,
 * found where, and how to mend it.
 */
public abstract sealed class PergolaException extends RuntimeException
        permits ConfigException, SchedulerException, StoreException, PluginException {

    private static final long serialVersionUID = 1L;

    /** For the kinds below; {@code cause} may be null. */
    protected PergolaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
