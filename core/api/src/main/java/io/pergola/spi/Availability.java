package io.pergola.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a scheduler can be used here. */
public final class Availability {

    private static final Availability YES = new Availability(null);

    private final @Nullable String reason;

    private Availability(@Nullable String reason) {
        this.reason = reason;
    }

    /** It can. */
    public static Availability yes() {
        return YES;
    }

    /** It cannot; {@code reason} names what is missing. */
    public static Availability no(String reason) {
        return new Availability(reason);
    }

    /** Why not; empty if it can be used. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
