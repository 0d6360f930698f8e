package io.pergola.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The meaning of {@code Plugin-Requires}: the version of the API that the plugin was made with. It needs the same major version,
 * and at least that minor version and patch.
 */
final class ApiRequirement {

    private static final Pattern PLAIN = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");

    private ApiRequirement() {}

    /** Whether an API of version {@code current} will do; empty if the requirement is not a version. */
    static Optional<Boolean> met(String requires, String current) {
        Matcher wanted = PLAIN.matcher(requires);
        if (!wanted.matches()) {
            return Optional.empty();
        }
        Matcher present = PLAIN.matcher(current);
        if (!present.matches()) {
            throw new IllegalArgumentException("Not a version: " + current);
        }
        if (number(wanted, 1) != number(present, 1)) {
            return Optional.of(false);
        }
        int first = IntStream.of(2, 3)
                .map(part -> Integer.compare(number(present, part), number(wanted, part)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
        return Optional.of(first >= 0);
    }

    private static int number(Matcher version, int part) {
        String digits = version.group(part);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
