package io.pergola.expr;

import io.pergola.model.Value;

/** Names values in messages. */
final class Kinds {

    private static final int SHOWN = 40;

    private Kinds() {}

    /** Such as {@code a list} or {@code the text "abc"}. */
    static String of(Value value) {
        return switch (value) {
            case Value.Int _, Value.Real _ -> "a number";
            case Value.Bool _ -> "a truth value";
            case Value.Text(String text) -> "the text \"" + shortened(text) + "\"";
            case Value.Items _ -> "a list";
            case Value.Entries _ -> "a mapping";
            case Value.Null() -> "no value";
        };
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
