package io.pergola.series;

import io.pergola.schedule.Cancellation;
import io.pergola.schedule.JobTracker;
import io.pergola.schedule.OpenJobs;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a {@link SeriesManager} works with.
 *
 * @param site the site as it is now; throws {@link io.pergola.model.ConfigException} while that cannot be read
 * @param open counts the user's jobs
 * @param mostInQueue how many of these there may be; 0 for any number
 * @param tracker learns of jobs that are over without a word of their pilot
 * @param cancellation cancels runs
 * @param self this process
 * @param locks a directory of this user's processes, where that of the series knows no locks
 * @param nanos counts nanoseconds from anywhere, and never leaps
 * @param sleep waits for so long; shorter if interrupted
 */
public record ManagerParts(
        Supplier<SeriesSite> site,
        OpenJobs open,
        int mostInQueue,
        JobTracker tracker,
        Cancellation cancellation,
        ProcessIdentity self,
        Path locks,
        LongSupplier nanos,
        Consumer<Duration> sleep,
        InstantSource clock) {}
