package io.pergola.cli;

import io.pergola.config.Cadence;
import io.pergola.store.SeriesCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a series is due.
 *
 * @param slot the moment at which it is due; the next one if it is not due now
 * @param last when it was last started by the calendar; empty if it never was
 * @param running what keeps it from being started now; empty if nothing does
 */
record DueSeries(
        State state, Instant slot, Optional<SeriesCalendar.Start> last, Optional<SeriesCalendar.Start> running) {

    /** So long the start of a series may take until it has an id. */
    private static final Duration STARTING = Duration.ofMinutes(10);

    /** In the order of what is to be done about it. */
    enum State {
        /** It is to be started now. */
        DUE,
        /** It is due, but the one before it has not ended. */
        RUNS,
        /** Its time has not come. */
        LATER
    }

    /**
     * As it stands now. Moments that were missed are due once, as the last of them; one for which it was started is never due again,
     * whatever becomes of the clock, and moments that are still to come keep nothing from being due.
     *
     * @param starts those that are known, the latest moment first
     * @param open whether a series of that id has not ended
     */
    static DueSeries of(
            Cadence cadence, List<SeriesCalendar.Start> starts, Predicate<String> open, Instant now, ZoneId zone) {
        Optional<SeriesCalendar.Start> last = starts.stream().max(Comparator.comparing(SeriesCalendar.Start::time));
        Optional<Instant> slot = cadence.last(now, zone).filter(moment -> starts.stream()
                .map(SeriesCalendar.Start::slot)
                .noneMatch(taken -> !taken.isBefore(moment) && !taken.isAfter(now)));
        if (slot.isEmpty()) {
            return new DueSeries(State.LATER, cadence.next(now, zone), last, Optional.empty());
        }
        Optional<SeriesCalendar.Start> running =
                starts.stream().filter(start -> isOpen(start, open, now)).findFirst();
        return new DueSeries(running.isPresent() ? State.RUNS : State.DUE, slot.get(), last, running);
    }

    private static boolean isOpen(SeriesCalendar.Start start, Predicate<String> open, Instant now) {
        return start.series().isEmpty()
                ? Duration.between(start.time(), now).abs().compareTo(STARTING) < 0
                : open.test(start.series());
    }
}
