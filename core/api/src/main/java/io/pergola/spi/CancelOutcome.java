package io.pergola.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a wish to cancel a job. */
public final class CancelOutcome {

    private static final CancelOutcome DONE = new CancelOutcome(null);

    private final @Nullable String failure;

    private CancelOutcome(@Nullable String failure) {
        this.failure = failure;
    }

    /** The job is cancelled, or was gone already. */
    public static CancelOutcome done() {
        return DONE;
    }

    /** It could not be cancelled; {@code why} in one sentence. */
    public static CancelOutcome failed(String why) {
        return new CancelOutcome(why);
    }

    /** Why it could not be cancelled; empty if it was. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
