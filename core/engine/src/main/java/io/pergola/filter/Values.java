package io.pergola.filter;

import io.pergola.filter.FilterParser.Wrong;
import io.pergola.model.NodeList;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** What the values of keys mean. */
record Values(Instant now, ZoneId zone) {

    private static final int MOST_DIGITS = 9;

    /** What is wrong with a value of a key. */
    Optional<Wrong> check(Key key, String value) {
        return switch (key.kind()) {
            case TEXT, CAPITALS -> Optional.empty();
            case NUMBER ->
                isNumber(value)
                        ? Optional.empty()
                        : Optional.of(new Wrong("'" + value + "' is not a number of nodes", key.forms()));
            case TIME ->
                TimeSpec.parse(value, now, zone).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Wrong(
                                "'" + value + "' is not a time",
                                "write a distance (2 days, 3 weeks) or a date (2026, 2026-03-21, 2026-03-21 14:32)"));
            case NODES ->
                NodeList.parse(value) instanceof NodeList.Malformed bad
                        ? Optional.of(new Wrong("'" + value + "': " + bad.what(), bad.help()))
                        : Optional.empty();
        };
    }

    /** Of a text that is a time. */
    Instant time(String value) {
        return TimeSpec.parse(value, now, zone).orElseThrow();
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty()
                && value.length() <= MOST_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
