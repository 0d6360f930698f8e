package io.pergola.series;

import io.pergola.schedule.Cancellation;
import io.pergola.schedule.JobTracker;
import io.pergola.schedule.Kickoff;
import io.pergola.schedule.OpenJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a {@link Handover} works with.
 *
 * @param kickoff submits
 * @param open counts the user's jobs
 * @param tracker learns of jobs that are over without a word of their pilot
 * @param cancellation takes jobs out of the queue where too much has failed
 * @param locks a directory of this user's processes
 * @param sleep waits for so long; shorter if interrupted
 */
public record HandoverParts(
        Kickoff kickoff,
        OpenJobs open,
        JobTracker tracker,
        Cancellation cancellation,
        Path locks,
        Consumer<Duration> sleep,
        InstantSource clock) {}
