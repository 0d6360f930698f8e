package io.pergola.model;

import org.jspecify.annotations.Nullable;

/** A plugin that a command needs is missing or broken. */
public final class PluginException extends PergolaException {

    private static final long serialVersionUID = 1L;

    /** The message names the plugin, its jar and the mend; {@code cause} may be null. */
    public PluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
