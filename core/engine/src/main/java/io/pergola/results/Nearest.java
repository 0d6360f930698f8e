package io.pergola.results;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that a user could have meant. */
final class Nearest {

    private static final int MOST = 20;

    private Nearest() {}

    /** A sentence: the names that are alike, or all of them if they are not too many. */
    static String sentence(String name, Collection<String> known) {
        int limit = Math.max(1, (name.length() + 1) / 3);
        List<String> near = known.stream()
                .filter(other -> distance(name, other) <= limit)
                .sorted(Comparator.comparingInt(other -> distance(name, other)))
                .limit(3)
                .toList();
        return near.isEmpty() ? "Known are " + all(known) : "Did you mean " + String.join(" or ", near) + "?";
    }

    private static String all(Collection<String> known) {
        String first = known.stream().sorted().limit(MOST).collect(Collectors.joining(", "));
        return known.size() <= MOST ? first : first + ", ...";
    }

    /** Letters to change, add or remove. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
