package io.pergola.tasks;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Moments as people write them. */
final class Moments {

    private Moments() {}

    /** A time of day is the next of that name; what has no zone is in that of this place. */
    static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
        List<Function<String, Instant>> forms = List.of(
                Instant::parse,
                each -> OffsetDateTime.parse(each).toInstant(),
                each -> LocalDateTime.parse(each).atZone(zone).toInstant(),
                each -> next(LocalTime.parse(each), now.atZone(zone)));
        for (Function<String, Instant> form : forms) {
            try {
                return Optional.of(form.apply(text));
            } catch (DateTimeParseException e) {
                // It may have another form.
            }
        }
        return Optional.empty();
    }

    private static Instant next(LocalTime time, ZonedDateTime now) {
        ZonedDateTime today = now.with(time);
        return (today.isBefore(now) ? today.plusDays(1) : today).toInstant();
    }
}
