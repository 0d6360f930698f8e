package io.pergola.pilot;

import java.util.List;
import java.util.Optional;

/**
 * A look at the kernel at one moment.
 *
 * @param queued how many tasks wait
 * @param running the ids of the tasks that were started and have not ended, in the order of their start
 * @param heldCores how many cores the kernel holds
 * @param idleCores how many of those no task occupies
 * @param gate the first task that was overtaken so often that what it needs is kept for it, if there is one
 * @param draining whether nothing new is started
 */
public record KernelView(
        int queued, List<String> running, int heldCores, int idleCores, Optional<String> gate, boolean draining) {

    /** Copies the list. */
    public KernelView {
        running = List.copyOf(running);
    }
}
