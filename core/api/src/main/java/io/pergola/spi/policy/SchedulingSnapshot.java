package io.pergola.spi.policy;

import io.pergola.spi.slots.NodeUse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a policy knows, at one moment. Nothing of it changes while the policy is asked; after that it is void, and its methods
 * throw {@link IllegalStateException}. To be used by the thread that asks the policy.
 */
public interface SchedulingSnapshot {

    /** Now. */
    Instant time();

    /** What happened since the policy was asked last, in order; never empty. */
    List<Trigger> triggers();

    /** The pending jobs, those that ask for the same together; lanes in the order of their first jobs' priority and sequence. */
    Iterable<Lane> lanes();

    /** A pending job by its id. */
    Optional<PendingJob> pending(String id);

    /** How many jobs are pending. */
    int queued();

    /** The jobs that run, in the order of their starts. */
    Collection<RunningJob> running();

    /** A running job by its id. */
    Optional<RunningJob> running(String id);

    /** The nodes, and what is free on them. */
    List<NodeUse> nodes();

    /** How much is free of each named quantity. */
    Map<String, Long> consumables();

    /** What the policy decided to keep for jobs when it was asked last, as far as it is still of use. */
    List<Reservation> reservations();

    /** Which of the policy's last decisions were not carried out, and why. */
    List<Rejection> rejections();

    /** A fresh plan. */
    Plan plan();
}
