package io.pergola.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of a series file: {@code 90 minutes}, {@code 8h}, {@code 1 day 12h}. */
final class TimeSpan {

    /** What may be written, as the schema and the table of keys know it. */
    static final KeyType.Word WORD = new KeyType.Word(
            Pattern.compile("(\\d{1,6} ?(s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?) ?)+"),
            "a time with its unit, such as 90m, 8h or 7 days");

    private static final Pattern PART = Pattern.compile("(\\d{1,6}) ?([a-z])[a-z]* ?");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private TimeSpan() {}

    /** Empty if it is none. */
    static Optional<Duration> parse(String text) {
        if (!WORD.fits(text)) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            Duration unit = UNITS.getOrDefault(parts.group(2), Duration.ZERO);
            sum = sum.plus(unit.multipliedBy(Long.parseLong(parts.group(1))));
        }
        return Optional.of(sum);
    }

    /** The shortest text that {@link #parse} reads as that time, which has whole seconds. */
    static String write(Duration time) {
        for (String unit : new String[] {"w", "d", "h", "m"}) {
            Duration one = UNITS.getOrDefault(unit, Duration.ofSeconds(1));
            if (time.toSeconds() % one.toSeconds() == 0) {
                return inParts(time.toSeconds() / one.toSeconds(), unit);
            }
        }
        return inParts(time.toSeconds(), "s");
    }

    /** A number of more digits than may be written stands as several. */
    private static String inParts(long count, String unit) {
        long most = 999_999;
        var text = new StringBuilder();
        long left = count;
        while (left > most) {
            text.append(most).append(unit).append(' ');
            left -= most;
        }
        return text.append(left).append(unit).toString();
    }
}
