package io.pergola.store;

import java.util.List;

/**
 * A wish to cancel, laid into a job's directory for its pilot.
 *
 * @param key names the wish within the job
 * @param request who, when, why
 * @param runs the numbers of the runs meant
 */
public record JobCancel(String key, CancelRequest request, List<Integer> runs) {

    /** Copies. */
    public JobCancel {
        runs = List.copyOf(runs);
    }
}
