package io.pergola.pilot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what runs when. It is told events with their time and answers with actions; the same events give the same actions.
 * Not safe for use by several threads.
 */
public final class Kernel {

    /** How many tasks may overtake one that does not fit, by default. */
    public static final int BYPASS_LIMIT = 20;

    /**
     * @param capacity the most cores that can ever be offered, at least 1; a task that wants more is refused
     */
    public Kernel(int capacity) {
        this(capacity, BYPASS_LIMIT);
    }

    /**
     * @param capacity as above
     * @param bypassLimit after how many overtakings a task that does not fit closes the gate; not negative
     */
    public Kernel(int capacity, int bypassLimit) {}

    /**
     * Takes one event.
     *
     * @param now the time of the event; never before that of an earlier one
     * @return what is to be done, in this order
     * @throws IllegalStateException if the event contradicts earlier ones (a core offered twice, an end of what never ran)
     */
    public List<Action> handle(Event event, Instant now) {
        return List.of();
    }

    /** How things stand. */
    public KernelView view() {
        return new KernelView(0, List.of(), 0, 0, Optional.empty(), false);
    }
}
