package io.pergola.store;

import java.util.List;

/**
 * Events that were added to a job's event file.
 *
 * @param events oldest first
 * @param next where to go on reading
 */
public record EventPage(List<RunEvent> events, long next) {

    /** Copies. */
    public EventPage {
        events = List.copyOf(events);
    }
}
