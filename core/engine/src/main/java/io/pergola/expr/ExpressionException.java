package io.pergola.expr;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A string or expression that cannot be read or evaluated. The message is one sentence without a full stop and names no
 * place; the offsets say which part of the text given to {@code parse} it is about. Carries no stack: it tells of what a
 * user wrote.
 */
public final class ExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;
    private final @Nullable String help;

    ExpressionException(String message, int start, int end, @Nullable String help) {
        super(message, null, false, false);
        this.start = start;
        this.end = Math.max(start, end);
        this.help = help;
    }

    ExpressionException(String message, int start, int end) {
        this(message, start, end, null);
    }

    /** The offset of the first character it is about, in UTF-16 units from 0; at most the length of the text. */
    public int start() {
        return start;
    }

    /** The offset after the last character it is about; not less than {@link #start}. */
    public int end() {
        return end;
    }

    /** How to mend it, where there is something to say. */
    public Optional<String> help() {
        return Optional.ofNullable(help);
    }
}
