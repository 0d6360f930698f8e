package io.pergola.testkit;

import java.time.Duration;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Looks again and again until something is so. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Duration patience;

    Waiting(Duration patience) {
        this.patience = patience;
    }

    /** Until {@code look} answers an empty text; otherwise the last answer says what is still wrong. */
    void until(Supplier<String> look) {
        long end = System.nanoTime() + patience.toNanos();
        String wrong = look.get();
        while (!wrong.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionFailedError("After " + patience.toSeconds() + " s: " + wrong);
            }
            pause();
            wrong = look.get();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("Interrupted while waiting", e);
        }
    }
}
