package io.pergola.policy;

import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Rejection;
import io.pergola.spi.policy.RunningJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of asking the policy.
 *
 * @param started jobs that hold their slots now, to be started in this order
 * @param toEnd ids of running jobs that are to be ended; they hold what they have until they have
 * @param removed jobs that were taken out of the queue for good
 * @param held jobs that were kept out or taken out of the queue, until they are let in again, and that nobody was told of yet
 * @param rejected decisions that were not carried out
 * @param failure how the policy failed, if it did, in whole sentences
 * @param again when to ask again at the latest, if nothing happens before
 */
public record Round(
        List<RunningJob> started,
        List<String> toEnd,
        List<Job> removed,
        List<HeldJob> held,
        List<Rejection> rejected,
        Optional<String> failure,
        Optional<Instant> again) {

    /** Nobody was asked, or the answer was a failure. */
    static Round none(List<HeldJob> held, Optional<String> failure, Optional<Instant> again) {
        return new Round(List.of(), List.of(), List.of(), held, List.of(), failure, again);
    }

    /** The same with others that were held before. */
    public Round alsoHeld(List<HeldJob> before) {
        return new Round(
                started,
                toEnd,
                removed,
                Stream.concat(before.stream(), held.stream()).toList(),
                rejected,
                failure,
                again);
    }

    /** Copies the lists. */
    public Round {
        started = List.copyOf(started);
        toEnd = List.copyOf(toEnd);
        removed = List.copyOf(removed);
        held = List.copyOf(held);
        rejected = List.copyOf(rejected);
    }
}
