package io.pergola.expr;

import io.pergola.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the text that a name stood for last reads as. Most names stand for the same text each time, and reading numbers costs more than
 * calculating with them. Safe for several threads: what is kept is immutable, and whoever misses it reads the text again.
 */
final class Memo {

    private @Nullable Reading last;

    private record Reading(Value text, Value value) {}

    Value convert(Value value) {
        Reading known = last;
        return known != null && known.text() == value ? known.value() : read(value);
    }

    private Value read(Value value) {
        if (!(value instanceof Value.Text)) {
            return value;
        }
        Value converted = Numbers.convert(value);
        last = new Reading(value, converted);
        return converted;
    }
}
