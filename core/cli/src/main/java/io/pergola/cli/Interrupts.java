package io.pergola.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** Counts the times that the user pressed Ctrl-C, instead of dying of the first. To be closed. */
final class Interrupts implements AutoCloseable {

    private static final String INTERRUPT = "INT";

    private final AtomicInteger count = new AtomicInteger();
    private final @Nullable Object previous;

    Interrupts() {
        previous = Signals.register(INTERRUPT, count::incrementAndGet);
    }

    int count() {
        return count.get();
    }

    @Override
    public void close() {
        if (previous != null) {
            Signals.unregister(INTERRUPT, previous);
        }
    }
}
