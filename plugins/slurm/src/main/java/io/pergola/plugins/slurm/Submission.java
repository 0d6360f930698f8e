package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.ArrayRequest;
import io.pergola.spi.CommandResult;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
        String output = literal(absolute(job.log()));
        return sbatch(new Wanted(job, absolute(script), output, List.of(), "")).info();
    }

    /**
     * Submits tasks of an array.
     *
     * @return none if there are too many of them for a limit
     * @throws SchedulerException as {@link #submit}
     */
    List<JobInfo> submit(ArrayRequest array) {
        String output = literal(array.logHead()) + "%a" + literal(array.logTail());
        var numbers = List.of("--array=" + array.first() + "-" + array.last());
        try {
            var wanted = new Wanted(array.job(), absolute(array.script()), output, numbers, "_" + array.first());
            SlurmJob all = sbatch(wanted);
            return IntStream.rangeClosed(array.first(), array.last())
                    .mapToObj(number -> all.task(number).info())
                    .toList();
        } catch (SchedulerException e) {
            if (Refusals.isOfNumber(e.output())) {
                return List.of();
            }
            throw e;
        }
    }

    /** What sbatch is to be told; {@code first} stands behind the number of the first task. */
    private record Wanted(JobRequest job, String script, String output, List<String> options, String first) {

        boolean is(JobRecord record) {
            return record.script().equals(script)
                    && record.name().equals(nameOf(job))
                    && record.id().replaceFirst("^\\d+", "").equals(first);
        }

        List<String> command() {
            var command = new ArrayList<>(List.of("sbatch", "--parsable"));
            command.addAll(options);
            command.addAll(List.of("--output=" + output, "--open-mode=append", script));
            return command;
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private SlurmJob sbatch(Wanted wanted) {
        Instant before = clock.instant();
        List<String> command = wanted.command();
        CommandResult result = commands.run(command, LIMIT);
        Matcher id = PARSABLE.matcher(result.stdout());
        if (result.ok() && id.find()) {
            Optional<String> elsewhere = Optional.ofNullable(id.group(2));
            return new SlurmJob(
                    id.group(1),
                    elsewhere.orElseGet(installation::clusterName),
                    elsewhere.isPresent(),
                    Optional.of(before),
                    nameOf(wanted.job()),
                    wanted.script());
        }
        if (mayHaveTaken(result)) {
            return taken(wanted, before).orElseThrow(() -> doubtful(command, result));
        }
        throw refusal(command, result);
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
    private Optional<SlurmJob> taken(Wanted wanted, Instant before) {
        if (!(queue.own(new Cluster(List.of())) instanceof Queue.Answer.Known(Map<String, JobRecord> records))) {
            return Optional.empty();
        }
        return records.values().stream()
                .filter(wanted::is)
                .map(record -> new SlurmJob(
                        record.id().replaceFirst("_.*", ""),
                        installation.clusterName(),
                        false,
                        Optional.of(before),
                        nameOf(wanted.job()),
                        wanted.script()))
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

    private static SchedulerException refusal(List<String> command, CommandResult result) {
        Optional<Refusals.Refusal> known =
                result.outcome() == CommandResult.Outcome.ENDED ? Refusals.of(result.stderr()) : Optional.empty();
        if (known.isEmpty()) {
            return SlurmCommands.failure("Slurm did not take the job", command, result);
        }
        return Refusals.failure(known.get(), command, result);
    }
}
