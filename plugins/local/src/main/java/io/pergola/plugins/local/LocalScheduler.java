package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.ProcessIdentity;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A job is a process on this machine that outlives Pergola; there is no queue. */
final class LocalScheduler implements Scheduler {

    private final DetachedProcesses processes;
    private final Machine machine;

    LocalScheduler(DetachedProcesses processes, Machine machine) {
        this.processes = processes;
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
        return ProcessJob.info(processes.start(List.of(script.toString()), job.log()));
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        return each(jobs, this::status);
    }

    /** To look at a process of this machine costs nothing. */
    @Override
    public Duration statusInterval() {
        return Duration.ZERO;
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return each(jobs, this::cancel);
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        String host = job.get(ProcessJob.HOST)
                .orElseThrow(() -> new SchedulerException("The job does not say on which host it runs: " + job, null));
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

    private JobStatus status(JobInfo job) {
        return ProcessJob.identity(job)
                .map(this::status)
                .orElseGet(() -> new JobStatus(JobState.UNKNOWN, "its job info is damaged"));
    }

    private JobStatus status(ProcessIdentity process) {
        return processes
                .alive(process)
                .map(alive -> alive
                        ? new JobStatus(JobState.SCHED_STARTUP, "")
                        : new JobStatus(JobState.SCHED_ERROR, "the job's process is gone"))
                .orElseGet(() -> new JobStatus(JobState.UNKNOWN, "runs on host " + process.host()));
    }

    private CancelOutcome cancel(JobInfo job) {
        return ProcessJob.identity(job)
                .map(this::cancel)
                .orElseGet(() -> CancelOutcome.failed("its job info is damaged: " + job.values()));
    }

    private CancelOutcome cancel(ProcessIdentity process) {
        if (processes.alive(process).isEmpty()) {
            return CancelOutcome.failed("it runs on host " + process.host() + "; cancel it there");
        }
        processes.terminate(process);
        return CancelOutcome.done();
    }

    private static <T> Map<JobInfo, T> each(Collection<JobInfo> jobs, Function<JobInfo, T> question) {
        var answers = new LinkedHashMap<JobInfo, T>();
        jobs.forEach(job -> answers.put(job, question.apply(job)));
        return answers;
    }
}
