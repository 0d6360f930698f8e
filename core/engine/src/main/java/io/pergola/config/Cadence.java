package io.pergola.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a series is due: at certain moments, called slots, which are the same for all who ask.
 *
 * @param every from one slot to the next, at least a minute. Whole days are days of the calendar, so that the time of day stays when
 *     clocks are put forward or back
 * @param at the time of day of the first slot
 * @param from the day of the first slot
 */
public record Cadence(Duration every, LocalTime at, LocalDate from) {

    /** A Monday long ago, for those who say nothing else. */
    static final LocalDate EPOCH = LocalDate.of(2024, 1, 1);

    /** The last slot up to now; empty if the first is still to come. */
    public Optional<Instant> last(Instant now, ZoneId zone) {
        long count = count(now, zone);
        return count < 0 ? Optional.empty() : Optional.of(slot(count, zone));
    }

    /** The first slot after now. */
    public Instant next(Instant now, ZoneId zone) {
        return slot(Math.max(-1, count(now, zone)) + 1, zone);
    }

    /** How many slots there were after the first one; negative before that. */
    private long count(Instant now, ZoneId zone) {
        if (!wholeDays()) {
            return Math.floorDiv(Duration.between(slot(0, zone), now).toSeconds(), every.toSeconds());
        }
        long days = ChronoUnit.DAYS.between(from, now.atZone(zone).toLocalDate());
        long count = Math.floorDiv(days, every.toDays());
        return slot(count, zone).isAfter(now) ? count - 1 : count;
    }

    private Instant slot(long count, ZoneId zone) {
        return wholeDays()
                ? from.plusDays(count * every.toDays()).atTime(at).atZone(zone).toInstant()
                : from.atTime(at).atZone(zone).toInstant().plus(every.multipliedBy(count));
    }

    private boolean wholeDays() {
        return every.toSeconds() % Duration.ofDays(1).toSeconds() == 0;
    }
}
