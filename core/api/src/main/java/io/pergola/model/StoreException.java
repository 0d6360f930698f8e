package io.pergola.model;

import org.jspecify.annotations.Nullable;

/** The working directory could not be read or written. */
public final class StoreException extends PergolaException {

    private static final long serialVersionUID = 1L;

    /** The message names the path and the mend; {@code cause} may be null. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
