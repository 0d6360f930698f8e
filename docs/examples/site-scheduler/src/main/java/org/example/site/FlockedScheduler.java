package org.example.site;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.CommandResult;
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
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A job is a process that first takes a lock on a file, so that at most one runs at a time. */
final class FlockedScheduler implements Scheduler {

    private final SchedulerContext context;

    FlockedScheduler(SchedulerContext context) {
        this.context = context;
    }

    // region: available
    @Override
    public Availability available() {
        for (String program : List.of("flock", "ps")) {
            if (context.commands().find(program).isEmpty()) {
                return Availability.no("the command " + program + " is not in PATH");
            }
        }
        return Availability.yes();
    }
    // end region

    // region: kickoff
    @Override
    public KickoffHeader header(JobRequest job) {
        return KickoffHeader.NONE;
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        String lock = job.options().get("lock_file").getFirst();
        List<String> command = List.of("flock", "--no-fork", lock, script.toString());
        ProcessIdentity process = context.processes().start(command, job.log());
        return new JobInfo(Map.of(
                "id", Long.toString(process.pid()),
                "host", process.host(),
                "start_ticks", Long.toString(process.startTicks()),
                "boot_id", process.bootId()));
    }

    private static ProcessIdentity process(JobInfo job) {
        Map<String, String> values = job.values();
        return new ProcessIdentity(
                values.get("host"),
                Long.parseLong(values.get("id")),
                Long.parseLong(values.get("start_ticks")),
                values.get("boot_id"));
    }
    // end region

    // region: status
    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        var answers = new LinkedHashMap<JobInfo, JobStatus>();
        var alive = new ArrayList<JobInfo>();
        for (JobInfo job : jobs) {
            ProcessIdentity process = process(job);
            var known = context.processes().alive(process);
            if (known.isEmpty()) {
                answers.put(job, new JobStatus(JobState.UNKNOWN, "runs on host " + process.host()));
            } else if (known.get()) {
                alive.add(job);
            } else {
                answers.put(job, new JobStatus(JobState.SCHED_ERROR, "its process is gone"));
            }
        }
        Set<String> waiting = waiting(alive);
        for (JobInfo job : alive) {
            answers.put(
                    job,
                    waiting.contains(job.get("id").orElseThrow())
                            ? new JobStatus(JobState.SCHEDULED, "waits for the lock")
                            : new JobStatus(JobState.SCHED_STARTUP, ""));
        }
        return answers;
    }

    /** The ids of the jobs that are still flock(1) and not yet their script: one question for all. */
    private Set<String> waiting(List<JobInfo> jobs) {
        if (jobs.isEmpty()) {
            return Set.of();
        }
        String ids = jobs.stream().map(job -> job.get("id").orElseThrow()).collect(Collectors.joining(","));
        List<String> command = List.of("ps", "-o", "pid=,comm=", "-p", ids);
        CommandResult result = context.commands().run(command, Duration.ofSeconds(10));
        // ps ends with 1 if none of the processes is left, which is an answer too.
        if (!result.ok() && result.exitCode() != 1) {
            throw new SchedulerException(
                    "ps failed", command, result.exitCode(), result.stderr(), "Try the command in a shell.");
        }
        return result.stdout()
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith(" flock"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
    }
    // end region

    // region: cancel
    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        var outcomes = new LinkedHashMap<JobInfo, CancelOutcome>();
        for (JobInfo job : jobs) {
            ProcessIdentity process = process(job);
            if (context.processes().alive(process).isEmpty()) {
                outcomes.put(job, CancelOutcome.failed("it runs on host " + process.host()));
            } else {
                context.processes().terminate(process);
                outcomes.put(job, CancelOutcome.done());
            }
        }
        return outcomes;
    }
    // end region

    // region: nodes
    @Override
    public NodeSet allocationNodes(JobInfo job) {
        int cpus = Runtime.getRuntime().availableProcessors();
        long unknown = 0;
        return new NodeSet(List.of(NodeInfo.up(job.get("host").orElseThrow(), cpus, unknown)));
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return LaunchCommand.NONE;
    }
    // end region
}
