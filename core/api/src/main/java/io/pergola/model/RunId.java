package io.pergola.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number of a test run and the configuration area whose working directory holds it.
 *
 * @param label the area's label; {@code main} for the default one
 * @param number at least 1
 */
public record RunId(String label, int number) implements Comparable<RunId> {

    /** The label that is not printed. */
    public static final String MAIN = "main";

    /** Checks the range. */
    public RunId {
        if (label.isEmpty() || number < 1) {
            throw new IllegalArgumentException("Not a run id: " + label + "." + number);
        }
    }

    /** A run of the main area. */
    public static RunId of(int number) {
        return new RunId(MAIN, number);
    }

    /** Reads {@code 12} or {@code label.12}; empty if the text is neither. */
    public static Optional<RunId> parse(String text) {
        int dot = text.lastIndexOf('.');
        String label = dot < 0 ? MAIN : text.substring(0, dot);
        String digits = text.substring(dot + 1);
        if (label.isEmpty() || digits.isEmpty() || digits.length() > 9) {
            return Optional.empty();
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')
                || !label.chars().allMatch(RunId::labelCharacter)) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        return number < 1 ? Optional.empty() : Optional.of(new RunId(label, number));
    }

    private static boolean labelCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** By label, then by number. */
    @Override
    public int compareTo(RunId other) {
        int order = label.compareTo(other.label);
        return order == 0 ? Integer.compare(number, other.number) : order;
    }

    // Written out, as what the compiler makes for a record is linked anew by each process, which a short command feels.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunId id && id.number == number && id.label.equals(label);
    }

    @Override
    public int hashCode() {
        return 31 * label.hashCode() + number;
    }

    /** {@code 12}, or {@code label.12} outside the main area. */
    @Override
    public String toString() {
        return label.equals(MAIN) ? Integer.toString(number) : label + "." + number;
    }
}
