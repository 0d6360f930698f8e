package io.pergola.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one call of a {@link ResultSearch} ended. That it found values says nothing here: they went into the {@link ValueSink}. */
public final class SearchOutcome {

    private static final SearchOutcome DONE = new SearchOutcome(null, null);

    private final @Nullable String hint;
    private final @Nullable String failure;

    private SearchOutcome(@Nullable String hint, @Nullable String failure) {
        this.hint = hint;
        this.failure = failure;
    }

    /** It looked, and there is nothing to add. */
    public static SearchOutcome done() {
        return DONE;
    }

    /**
     * It found nothing here.
     *
     * @param hint what comes nearest to what it looks for, or what was missing: {@code the nearest section is 'Timing', line 12}. Shown
     *     to the user if nothing is found further down either; of several calls the first with a hint counts
     */
    public static SearchOutcome nothing(String hint) {
        return new SearchOutcome(hint, null);
    }

    /**
     * What is here cannot be read, and looking further makes no sense: the file gives no value.
     *
     * @param message what is wrong, without file and line: {@code the table has two columns 'rate'}
     */
    public static SearchOutcome failed(String message) {
        return new SearchOutcome(null, message);
    }

    /** See {@link #nothing}. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** See {@link #failed}; empty if it did not fail. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
