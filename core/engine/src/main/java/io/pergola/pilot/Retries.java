package io.pergola.pilot;

import java.time.Duration;
import java.util.Set;

/**
 * Whether a test that did not pass is run again.
 *
 * @param most how often at most, at least 0
 * @param delay how long to wait before the second attempt; before each further one twice as long, up to {@link #LONGEST}
 * @param causes only if one of these was the cause: {@code fail}, {@code error}, {@code timeout}, {@code signal}, the name of a
 *     signal, or an exit code; empty for any
 */
public record Retries(int most, Duration delay, Set<String> causes) {

    /** No delay grows beyond this, unless it begins there. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** It runs once. */
    public static final Retries NONE = new Retries(0, Duration.ZERO, Set.of());

    /** Checks and copies. */
    public Retries {
        if (most < 0 || delay.isNegative()) {
            throw new IllegalArgumentException("Retries are not negative: " + most + ", " + delay);
        }
        causes = Set.copyOf(causes);
    }

    /** Whether there is another attempt after this many, if the last came to nothing good for these causes. */
    public boolean again(int attempts, Set<String> why) {
        return attempts <= most && (causes.isEmpty() || causes.stream().anyMatch(why::contains));
    }

    /** The time between that attempt (counted from 1) and the next. */
    public Duration after(int attempt) {
        Duration wait = delay;
        for (int i = 1; i < attempt && wait.compareTo(LONGEST) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST) > 0 && delay.compareTo(LONGEST) < 0 ? LONGEST : wait;
    }
}
