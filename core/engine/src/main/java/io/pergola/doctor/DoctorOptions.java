package io.pergola.doctor;

import java.time.Duration;
import java.util.List;

/**
 * What to examine.
 *
 * @param schedulers by name; if there are none, all
 * @param node whether a small job tells how a node sees the working directory
 * @param nodeWait how long to wait for that job, in the queue too
 * @param limit how long one check may take; those that take longer are left behind and told
 */
public record DoctorOptions(List<String> schedulers, boolean node, Duration nodeWait, Duration limit) {

    /** How long a check may take if nobody says otherwise. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** Copies the list. */
    public DoctorOptions {
        schedulers = List.copyOf(schedulers);
    }
}
