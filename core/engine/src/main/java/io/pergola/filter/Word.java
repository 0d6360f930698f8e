package io.pergola.filter;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that stand by themselves. */
enum Word {
    COMPLETE,
    PASSED,
    FAILED,
    RESULT_ERROR,
    ALL_STARTED;

    static @Nullable Word of(String name) {
        for (Word word : values()) {
            if (word.name().equalsIgnoreCase(name)) {
                return word;
            }
        }
        return null;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Word::name).toList();
    }
}
