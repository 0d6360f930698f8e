package io.pergola.resolve;

import io.pergola.model.Value;
import java.util.Collection;
import java.util.List;

/** Texts that wait for the allocation: kept as their source behind a mark. */
public final class Deferral {

    /** Stands before the source of a text that is not resolved yet. */
    public static final String MARK = "!deferred!";

    private Deferral() {}

    /** True if a text waits. */
    public static boolean waits(String text) {
        return text.startsWith(MARK);
    }

    static String mark(String source) {
        return MARK + source;
    }

    static String source(String marked) {
        return marked.substring(MARK.length());
    }

    /** True if anything in a value waits. */
    public static boolean anyWaits(Value value) {
        if (value instanceof Value.Text(String text)) {
            return waits(text);
        }
        return (value instanceof Value.Items(List<Value> items) && anyOf(items))
                || (value instanceof Value.Entries(var entries) && anyOf(entries.values()));
    }

    private static boolean anyOf(Collection<Value> values) {
        for (Value value : values) {
            if (anyWaits(value)) {
                return true;
            }
        }
        return false;
    }
}
