package io.pergola.run;

import io.pergola.model.NodeInfo;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Inside its job, a scheduler is asked for nodes and for the launch command only. */
record OneNode(NodeInfo node, boolean sharesCores) implements Scheduler {

    @Override
    public Availability available() {
        return Availability.yes();
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        return new NodeSet(List.of(node));
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return new LaunchCommand(request.ranks()
                .map(plan -> List.of("launch", "" + request.tasks()))
                .orElse(List.of()));
    }
}
