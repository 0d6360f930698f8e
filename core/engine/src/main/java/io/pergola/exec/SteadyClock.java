package io.pergola.exec;

import java.time.Instant;
import java.time.InstantSource;

/** Begins with what another clock shows and goes on by itself from there, so that nobody sets it. Safe for use by several threads. */
public final class SteadyClock implements InstantSource {

    private final Instant start;
    private final long begun = System.nanoTime();

    /** Begins now. */
    public SteadyClock(InstantSource clock) {
        this.start = clock.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - begun);
    }
}
