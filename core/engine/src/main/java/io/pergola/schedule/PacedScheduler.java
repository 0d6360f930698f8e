package io.pergola.schedule;

import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheduler that is handed jobs no faster than the site allows. */
final class PacedScheduler implements Scheduler {

    private final Scheduler inner;
    private final SubmissionPace pace;

    PacedScheduler(Scheduler inner, SubmissionPace pace) {
        this.inner = inner;
        this.pace = pace;
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        pace.await();
        return inner.kickoff(job, script);
    }

    @Override
    public Availability available() {
        return inner.available();
    }

    @Override
    public void check(Map<String, List<String>> schedule, Map<String, List<String>> options) {
        inner.check(schedule, options);
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        return inner.header(job);
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        return inner.jobStatus(jobs);
    }

    @Override
    public Duration statusInterval() {
        return inner.statusInterval();
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return inner.cancel(jobs);
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        return inner.allocationNodes(job);
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return inner.testCommand(request);
    }

    @Override
    public Optional<NodeInventory> inventory() {
        return inner.inventory();
    }
}
