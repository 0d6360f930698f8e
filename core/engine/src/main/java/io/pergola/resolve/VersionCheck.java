package io.pergola.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares {@code compatible_pav_versions} with the version that this harness stands for. */
final class VersionCheck {

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,2}");

    private VersionCheck() {}

    /**
     * What is wrong.
     *
     * @param wanted {@code X}, {@code X.Y}, {@code X.Y.Z} or {@code A-B}; empty for any
     * @param version ours
     */
    static Optional<String> problem(String wanted, String version) {
        if (wanted.isBlank()) {
            return Optional.empty();
        }
        List<String> bounds = List.of(wanted.strip().split("\\s*-\\s*", -1));
        if (bounds.size() > 2
                || !bounds.stream().allMatch(bound -> VERSION.matcher(bound).matches())) {
            return Optional.of(
                    "expected a version X, X.Y or X.Y.Z, or two with a - between them, but this is '" + wanted + "'");
        }
        boolean fits = compare(version, bounds.getFirst()) >= 0 && compare(version, bounds.getLast()) <= 0;
        return fits
                ? Optional.empty()
                : Optional.of("the test goes with version '" + wanted + "', and this is " + version);
    }

    /** At the precision of the bound: 2.4.1 is the same as 2.4. */
    private static int compare(String version, String bound) {
        int[] ours = numbers(version);
        int[] theirs = numbers(bound);
        return Arrays.compare(Arrays.copyOf(ours, theirs.length), theirs);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\."))
                .mapToInt(part ->
                        SectionReader.number(part.replaceFirst("\\D.*", ""), 0).orElse(0))
                .toArray();
    }
}
