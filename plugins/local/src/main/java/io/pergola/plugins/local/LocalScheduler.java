package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A job is a process on this machine. */
final class LocalScheduler implements Scheduler {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final DetachedJobs jobs;
    private final Machine machine;

    LocalScheduler(DetachedProcesses processes, Machine machine) {
        this.jobs = new DetachedJobs(processes);
        this.machine = machine;
    }

    @Override
    public Availability available() {
        return Availability.yes();
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        return KickoffHeader.NONE;
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        return jobs.kickoff(job, script);
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> asked) {
        return jobs.status(asked);
    }

    /** To look at a process of this machine costs nothing. */
    @Override
    public Duration statusInterval() {
        return Duration.ZERO;
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> unwanted) {
        return jobs.cancel(unwanted);
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        // Whoever started the job was killed before this was noted; but it is asked inside the job.
        String host = job.get(ProcessJob.HOST).orElseGet(() -> Machine.hostName(HOST_NAME));
        return new NodeSet(List.of(NodeInfo.up(host, machine.cpus(), machine.memoryMib())));
    }

    @Override
    public boolean sharesCores() {
        return true;
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return LaunchCommand.NONE;
    }
}
