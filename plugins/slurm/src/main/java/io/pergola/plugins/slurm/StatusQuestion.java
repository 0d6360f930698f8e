package io.pergola.plugins.slurm;

import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of many jobs. The controller is asked once; the accounting only of those that the controller does not know any more
 * or calls cancelled. A job is said to be gone only after the controller has said so.
 */
final class StatusQuestion {

    private final JobFinder finder;
    private final Accounting accounting;
    private final StatusWords words;

    StatusQuestion(JobFinder finder, Accounting accounting, StatusWords words) {
        this.finder = finder;
        this.accounting = accounting;
        this.words = words;
    }

    Map<JobInfo, JobStatus> answer(Collection<JobInfo> infos) {
        var answers = new LinkedHashMap<JobInfo, JobStatus>();
        var jobs = new LinkedHashMap<JobInfo, SlurmJob>();
        for (JobInfo info : infos) {
            answers.put(info, unknown("its job info is damaged"));
            SlurmJob.of(info).ifPresent(job -> jobs.put(info, job));
        }
        Map<Cluster, List<SlurmJob>> byCluster =
                jobs.values().stream().distinct().collect(Collectors.groupingBy(Cluster::of));
        var statuses = new HashMap<SlurmJob, JobStatus>();
        byCluster.forEach((cluster, its) -> statuses.putAll(ask(cluster, its)));
        jobs.forEach((info, job) -> answers.put(info, statuses.getOrDefault(job, unknown("Slurm did not say"))));
        return answers;
    }

    private Map<SlurmJob, JobStatus> ask(Cluster cluster, List<SlurmJob> jobs) {
        return switch (finder.first(cluster, jobs)) {
            case Queue.Answer.Silent silent -> all(jobs, unknown(silent.why()));
            case Queue.Answer.Known(Map<String, JobRecord> records) -> settle(cluster, jobs, records);
        };
    }

    private Map<SlurmJob, JobStatus> settle(Cluster cluster, List<SlurmJob> jobs, Map<String, JobRecord> records) {
        var statuses = new HashMap<SlurmJob, JobStatus>();
        var cancelled = new ArrayList<SlurmJob>();
        var absent = new ArrayList<SlurmJob>();
        for (SlurmJob job : jobs) {
            @Nullable JobRecord record = records.get(job.id());
            if (record == null || !job.is(record)) {
                absent.add(job);
            } else {
                statuses.put(job, words.of(record));
                if (record.state().equals("CANCELLED")) {
                    cancelled.add(job);
                }
            }
        }
        if (!absent.isEmpty() || !cancelled.isEmpty()) {
            Queue.Answer old = accounting.records(cluster, ids(absent, cancelled));
            statuses.putAll(ended(cancelled, old));
            statuses.putAll(ended(absent, old));
            absent.removeIf(statuses::containsKey);
            statuses.putAll(lookEverywhere(cluster, absent, old));
        }
        return statuses;
    }

    private static List<String> ids(List<SlurmJob> some, List<SlurmJob> others) {
        var ids = new ArrayList<String>();
        some.forEach(job -> ids.add(job.id()));
        others.forEach(job -> ids.add(job.id()));
        return ids;
    }

    /** Those that the accounting knows to be over. */
    private Map<SlurmJob, JobStatus> ended(List<SlurmJob> jobs, Queue.Answer old) {
        var statuses = new HashMap<SlurmJob, JobStatus>();
        if (old instanceof Queue.Answer.Known(Map<String, JobRecord> records)) {
            for (SlurmJob job : jobs) {
                @Nullable JobRecord record = records.get(job.id());
                if (record != null
                        && job.is(record)
                        && JobStates.of(record.state()).end()) {
                    statuses.put(job, words.of(record));
                }
            }
        }
        return statuses;
    }

    /** Of jobs that are not among the user's own in the queue, and not over as far as the accounting knows. */
    private Map<SlurmJob, JobStatus> lookEverywhere(Cluster cluster, List<SlurmJob> jobs, Queue.Answer old) {
        return switch (finder.everywhere(cluster, jobs)) {
            case Queue.Answer.Silent silent -> all(jobs, unknown(silent.why()));
            case Queue.Answer.Known(Map<String, JobRecord> records) ->
                jobs.stream().collect(Collectors.toMap(job -> job, job -> last(job, records.get(job.id()), old)));
        };
    }

    private JobStatus last(SlurmJob job, @Nullable JobRecord record, Queue.Answer old) {
        if (record != null && job.is(record)) {
            return words.of(record);
        }
        String elsewhere = finder.whyElsewhere(job);
        if (!elsewhere.isEmpty()) {
            return unknown(elsewhere);
        }
        return switch (old) {
            case Queue.Answer.Silent silent -> unknown("the controller no longer knows the job, and " + silent.why());
            case Queue.Answer.Known(Map<String, JobRecord> records) -> gone(job, records.get(job.id()));
        };
    }

    private JobStatus gone(SlurmJob job, @Nullable JobRecord record) {
        String accounted = record != null && job.is(record)
                ? "its accounting last had it as " + record.state()
                : accounting.isMissing() ? "there is no accounting to ask" : "nor does its accounting";
        String task =
                job.id().contains("_") ? " (a task of an array that is cancelled while it waits leaves no trace)" : "";
        return new JobStatus(JobState.SCHED_ERROR, "Slurm no longer knows the job; " + accounted + task);
    }

    private static Map<SlurmJob, JobStatus> all(List<SlurmJob> jobs, JobStatus status) {
        return jobs.stream().collect(Collectors.toMap(job -> job, job -> status));
    }

    private static JobStatus unknown(String why) {
        return new JobStatus(JobState.UNKNOWN, why);
    }
}
