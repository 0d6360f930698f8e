package io.pergola.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that look like what somebody wrote. */
public final class Suggestions {

    private static final int MOST = 3;

    private Suggestions() {}

    /** The nearest of the known names, best first; at most three, perhaps none. */
    public static List<String> nearest(String written, Collection<String> known) {
        String word = written.toLowerCase(Locale.ROOT);
        int far = word.length() <= 3 ? 1 : word.length() <= 5 ? 2 : 3;
        record Scored(String name, int distance) {}
        List<Scored> near = known.stream()
                .distinct()
                .map(name -> new Scored(name, distance(word, name.toLowerCase(Locale.ROOT))))
                .filter(scored -> scored.distance <= far || completes(word, scored.name))
                .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
                .toList();
        // Beside a slip of one letter, anything farther is noise.
        boolean slip = !near.isEmpty() && near.getFirst().distance <= 1;
        return near.stream()
                .filter(scored -> !slip || scored.distance <= 1 || completes(word, scored.name))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    /** {@code Did you mean 'a' or 'b'?}, or the empty text if nothing is near. */
    public static String didYouMean(String written, Collection<String> known) {
        List<String> near = nearest(written, known);
        return near.isEmpty() ? "" : "Did you mean " + either(near) + "?";
    }

    /** {@code 'a', 'b' or 'c'}. */
    static String either(List<String> names) {
        List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
        int last = quoted.size() - 1;
        return last < 1
                ? String.join("", quoted)
                : quoted.subList(0, last).stream().collect(Collectors.joining(", ")) + " or " + quoted.get(last);
    }

    private static boolean completes(String word, String name) {
        return word.length() >= 3 && (name.startsWith(word + "_") || word.startsWith(name + "_"));
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int differ = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + differ, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
