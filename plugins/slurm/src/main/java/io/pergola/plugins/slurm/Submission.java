package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Submits a script: sbatch(1). */
final class Submission {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern PARSABLE = Pattern.compile("(?m)^(\\d{1,18})(?:;(\\S+))?\\s*$");

    private final SlurmCommands commands;
    private final Queue queue;
    private final Installation installation;
    private final InstantSource clock;

    Submission(SlurmCommands commands, Queue queue, Installation installation, InstantSource clock) {
        this.commands = commands;
        this.queue = queue;
        this.installation = installation;
        this.clock = clock;
    }

    /**
     * Submits it.
     *
     * @throws SchedulerException if Slurm refused it, or did not say that it took it
     */
    JobInfo submit(JobRequest job, Path script) {
        String path = script.toAbsolutePath().normalize().toString();
        Instant before = clock.instant();
        List<String> command = List.of(
                "sbatch",
                "--parsable",
                "--output=" + literal(job.log().toAbsolutePath().normalize().toString()),
                "--open-mode=append",
                path);
        CommandResult result = commands.run(command, LIMIT);
        Matcher id = PARSABLE.matcher(result.stdout());
        if (result.ok() && id.find()) {
            Optional<String> elsewhere = Optional.ofNullable(id.group(2));
            return new SlurmJob(
                            id.group(1),
                            elsewhere.orElseGet(installation::clusterName),
                            elsewhere.isPresent(),
                            Optional.of(before),
                            nameOf(job),
                            path)
                    .info();
        }
        return mayHaveTaken(result)
                ? taken(job, path, before).orElseThrow(() -> doubtful(command, result))
                : refuse(command, result);
    }

    /** sbatch replaces {@code %j} and the like, but not where a backslash stands; then it takes backslashes away. */
    private static String literal(String path) {
        return path.indexOf('\\') >= 0 ? path.replace("\\", "\\\\") : path.replace("%", "%%");
    }

    /** As the header names it. */
    static String nameOf(JobRequest job) {
        return job.name().replace(" ", "__");
    }

    private static boolean mayHaveTaken(CommandResult result) {
        return result.outcome() == CommandResult.Outcome.TIMED_OUT
                || result.ok()
                || result.stderr().contains("Socket timed out");
    }

    /** The job, if the controller took it although sbatch does not say so. */
    private Optional<JobInfo> taken(JobRequest job, String path, Instant before) {
        if (!(queue.own(new Cluster(List.of())) instanceof Queue.Answer.Known(Map<String, JobRecord> records))) {
            return Optional.empty();
        }
        return records.values().stream()
                .filter(record -> record.script().equals(path) && record.name().equals(nameOf(job)))
                .map(record -> new SlurmJob(
                        record.id(), installation.clusterName(), false, Optional.of(before), nameOf(job), path))
                .map(SlurmJob::info)
                .findFirst();
    }

    private static SchedulerException doubtful(List<String> command, CommandResult result) {
        return new SchedulerException(
                "Slurm did not say whether it took the job: " + SlurmCommands.why(command, result),
                command,
                result.exitCode(),
                (result.stdout() + result.stderr()).strip(),
                "Look with `squeue --me` whether it is there before you submit it again.");
    }

    private static JobInfo refuse(List<String> command, CommandResult result) {
        Optional<Refusals.Refusal> known =
                result.outcome() == CommandResult.Outcome.ENDED ? Refusals.of(result.stderr()) : Optional.empty();
        if (known.isEmpty()) {
            throw SlurmCommands.failure("Slurm did not take the job", command, result);
        }
        throw Refusals.failure(known.get(), command, result);
    }
}
