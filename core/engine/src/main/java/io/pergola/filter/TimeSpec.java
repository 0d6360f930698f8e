package io.pergola.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as users write them: part of a date ({@code 2026}, {@code 2026-03-21 14:32}), or a distance into the past ({@code 3 days}). */
public final class TimeSpec {

    private static final Pattern DISTANCE = Pattern.compile("(\\d{1,6})\\s*([a-z]+?)s?");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "second", ChronoUnit.SECONDS,
            "minute", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS,
            "week", ChronoUnit.WEEKS,
            "month", ChronoUnit.MONTHS,
            "year", ChronoUnit.YEARS);

    private TimeSpec() {}

    /** The time that a text means; empty if it means none. */
    public static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
        String clean = text.strip().toLowerCase(Locale.ROOT);
        Matcher distance = DISTANCE.matcher(clean);
        if (distance.matches() && UNITS.containsKey(distance.group(2))) {
            return Optional.of(ZonedDateTime.ofInstant(now, zone)
                    .minus(Long.parseLong(distance.group(1)), UNITS.get(distance.group(2)))
                    .toInstant());
        }
        try {
            return Optional.of(date(clean.replace(' ', 't').toUpperCase(Locale.ROOT))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a text means a distance into the past, and not a date. */
    static boolean isDistance(String text) {
        Matcher distance = DISTANCE.matcher(text.strip().toLowerCase(Locale.ROOT));
        return distance.matches() && UNITS.containsKey(distance.group(2));
    }

    private static LocalDateTime date(String text) {
        return switch (text.length()) {
            case 4 -> Year.parse(text).atDay(1).atStartOfDay();
            case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay();
            case 10 -> LocalDate.parse(text).atStartOfDay();
            default -> LocalDateTime.parse(text);
        };
    }
}
