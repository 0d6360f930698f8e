package io.pergola.expr;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The name a user may have meant. */
final class Suggestions {

    private Suggestions() {}

    /** A sentence with the nearest name; null if none is near. */
    static @Nullable String nearest(String wrong, Collection<String> names) {
        int limit = Math.max(1, wrong.length() / 3);
        return names.stream()
                .filter(name -> Math.abs(name.length() - wrong.length()) <= limit)
                .filter(name -> distance(wrong, name) <= limit)
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse(null);
    }

    /** How many letters must be put in, taken out, replaced or swapped with the next. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], before[j - 2] + 1);
                }
            }
            before = previous;
            previous = current;
        }
        return previous[b.length()];
    }
}
