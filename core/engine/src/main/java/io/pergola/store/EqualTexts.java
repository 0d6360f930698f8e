package io.pergola.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps one object of texts that are equal, as most of those of many runs are. Safe for use by several threads. */
final class EqualTexts {

    /** Beyond so many different texts there is little to gain. */
    private static final int MOST = 4_096;

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** A text that is equal to this one. */
    String of(String text) {
        String first = known.get(text);
        if (first == null && known.size() < MOST) {
            known.put(text, text);
        }
        return first == null ? text : first;
    }
}
