package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A scheduler that is only asked what became of jobs. */
abstract class AskedScheduler implements Scheduler {

    @Override
    public final Availability available() {
        return Availability.yes();
    }

    @Override
    public final KickoffHeader header(JobRequest job) {
        return KickoffHeader.NONE;
    }

    @Override
    public final JobInfo kickoff(JobRequest job, Path script) {
        throw new SchedulerException("not here", null);
    }

    @Override
    public final Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return Map.of();
    }

    @Override
    public final NodeSet allocationNodes(JobInfo job) {
        return new NodeSet(List.of());
    }

    @Override
    public final LaunchCommand testCommand(LaunchRequest request) {
        return LaunchCommand.NONE;
    }
}
