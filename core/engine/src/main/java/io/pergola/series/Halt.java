package io.pergola.series;

import io.pergola.store.SeriesBook;
import java.util.Optional;

/** Why a series begins nothing any more, though nobody cancelled it. */
enum Halt {
    /** Something could not be made, built or started, and {@code ignore_errors} is false. */
    ERROR(SeriesBook.STOP, "ERROR", "the series stops at an error"),
    /** A set has not passed, and {@code on_failure} is stop. */
    FAILURE(SeriesBook.STOP_FAILED, "FAILED", "the series stops at a set that has not passed"),
    /** The time budget is up. */
    TIME(SeriesBook.STOP_TIME, "TIME_UP", "the time budget of the series is up");

    private final String event;
    private final String ending;
    private final String words;

    Halt(String event, String ending, String words) {
        this.event = event;
        this.ending = ending;
        this.words = words;
    }

    /** The one that is noted so; empty for other notes. */
    static Optional<Halt> of(String event) {
        for (Halt halt : values()) {
            if (halt.event.equals(event)) {
                return Optional.of(halt);
            }
        }
        return Optional.empty();
    }

    /** How it is noted. */
    String event() {
        return event;
    }

    /** The state in which the series ends. */
    String ending() {
        return ending;
    }

    /** For runs that are given up. */
    String words() {
        return words;
    }
}
