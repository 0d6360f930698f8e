package io.pergola.plugins.local;

import io.pergola.spi.CancelOutcome;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Jobs that are processes on this machine and outlive Pergola; there is no queue. */
record DetachedJobs(DetachedProcesses processes) {

    JobInfo kickoff(JobRequest job, Path script) {
        return ProcessJob.info(processes.start(List.of(script.toString()), job.log()));
    }

    Map<JobInfo, JobStatus> status(Collection<JobInfo> jobs) {
        return each(jobs, this::status);
    }

    Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return each(jobs, this::cancel);
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
