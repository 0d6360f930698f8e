package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.CommandResult;
import io.pergola.spi.JobInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cancels many jobs with one scancel. The queue is looked at first: a number may meanwhile be another job's, and scancel would
 * take that one.
 */
final class Cancellation {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int AT_ONCE = 5_000;
    private static final Pattern REFUSED = Pattern.compile("on job id (\\d+(?:_\\d+)?): (.*)");

    private final JobFinder finder;
    private final SlurmCommands commands;

    Cancellation(JobFinder finder, SlurmCommands commands) {
        this.finder = finder;
        this.commands = commands;
    }

    /**
     * Cancels those that are still there.
     *
     * @throws SchedulerException if the controller does not answer
     */
    Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> infos) {
        var outcomes = new LinkedHashMap<JobInfo, CancelOutcome>();
        var jobs = new LinkedHashMap<JobInfo, SlurmJob>();
        for (JobInfo info : infos) {
            outcomes.put(info, CancelOutcome.failed("its job info is damaged: " + info.values()));
            SlurmJob.of(info).ifPresent(job -> jobs.put(info, job));
        }
        var each = new HashMap<SlurmJob, CancelOutcome>();
        jobs.values().stream()
                .distinct()
                .collect(Collectors.groupingBy(Cluster::of))
                .forEach((cluster, its) -> each.putAll(cancel(cluster, its)));
        jobs.forEach((info, job) -> outcomes.put(info, each.getOrDefault(job, CancelOutcome.done())));
        return outcomes;
    }

    private Map<SlurmJob, CancelOutcome> cancel(Cluster cluster, List<SlurmJob> jobs) {
        var records = new HashMap<>(known(finder.first(cluster, jobs)));
        List<SlurmJob> absent =
                jobs.stream().filter(job -> !isThere(job, records)).toList();
        if (jobs.size() > 1) {
            records.putAll(known(finder.everywhere(cluster, absent)));
        }
        var outcomes = new HashMap<SlurmJob, CancelOutcome>();
        var live = new ArrayList<SlurmJob>();
        for (SlurmJob job : jobs) {
            @Nullable JobRecord record = records.get(job.id());
            if (record == null || !job.is(record)) {
                String elsewhere = finder.whyElsewhere(job);
                outcomes.put(job, elsewhere.isEmpty() ? CancelOutcome.done() : CancelOutcome.failed(elsewhere));
            } else if (!JobStates.of(record.state()).end()) {
                live.add(job);
            }
        }
        outcomes.putAll(scancel(cluster, live));
        return outcomes;
    }

    private static boolean isThere(SlurmJob job, Map<String, JobRecord> records) {
        @Nullable JobRecord record = records.get(job.id());
        return record != null && job.is(record);
    }

    private static Map<String, JobRecord> known(Queue.Answer answer) {
        return switch (answer) {
            case Queue.Answer.Known(Map<String, JobRecord> records) -> records;
            case Queue.Answer.Silent silent ->
                throw SlurmCommands.failure("Nothing was cancelled", silent.why(), silent.command(), silent.result());
        };
    }

    private Map<SlurmJob, CancelOutcome> scancel(Cluster cluster, List<SlurmJob> live) {
        var outcomes = new HashMap<SlurmJob, CancelOutcome>();
        for (int from = 0; from < live.size(); from += AT_ONCE) {
            List<SlurmJob> some = live.subList(from, Math.min(live.size(), from + AT_ONCE));
            var command = new ArrayList<>(List.of("scancel"));
            command.addAll(cluster.option());
            some.forEach(job -> command.add(job.id()));
            Map<String, String> refused = refused(command, commands.run(command, LIMIT));
            for (SlurmJob job : some) {
                @Nullable String why = refused.get(job.id());
                outcomes.put(job, why == null ? CancelOutcome.done() : CancelOutcome.failed("Slurm refused: " + why));
            }
        }
        return outcomes;
    }

    private static Map<String, String> refused(List<String> command, CommandResult result) {
        if (result.ok()) {
            return Map.of();
        }
        var refused = new HashMap<String, String>();
        boolean told = false;
        for (String line : result.stderr().split("\n", -1)) {
            Matcher match = REFUSED.matcher(line);
            if (match.find()) {
                told = true;
                if (!isOver(match.group(2))) {
                    refused.put(match.group(1), match.group(2));
                }
            }
        }
        if (!told || SlurmCommands.controllerIsSilent(result)) {
            throw SlurmCommands.failure("The jobs may not have been cancelled", command, result);
        }
        return refused;
    }

    private static boolean isOver(String why) {
        return why.contains("Invalid job id") || why.contains("already completing or completed");
    }
}
