package io.pergola.plugins.slurm;

import io.pergola.spi.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the controller knows of jobs: squeue(1). Its columns have no width, and a separator that stands in none of them. */
final class Queue {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SECOND_LIMIT = Duration.ofSeconds(12);
    private static final String COLUMNS = Stream.of(
                    "JobArrayID",
                    "State",
                    "SubmitTime",
                    "RestartCnt",
                    "exit_code",
                    "TimeLimit",
                    "NodeList",
                    "Command",
                    "Name",
                    "Reason")
            .map(column -> column + ":" + SlurmCommands.SEPARATOR)
            // Blanks at a word's end do not reach every program.
            .collect(Collectors.joining(",", "", "|"));
    private static final int WIDTH = 10;

    private final SlurmCommands commands;

    Queue(SlurmCommands commands) {
        this.commands = commands;
    }

    /** An answer: the records by number, or why there is none. */
    sealed interface Answer {

        /** The controller answered. */
        record Known(Map<String, JobRecord> records) implements Answer {}

        /** It did not. */
        record Silent(List<String> command, CommandResult result, String why) implements Answer {}
    }

    /** The user's own jobs, those that just ended included. The controller sends no others, however many there are. */
    Answer own(Cluster cluster) {
        return ask(command(cluster, List.of("--me")), LIMIT);
    }

    /** These jobs, whoever's they are. For several, the controller sends all jobs of all users, and squeue picks. */
    Answer byId(Cluster cluster, Collection<String> ids) {
        var records = new HashMap<String, JobRecord>();
        for (String list : IdLists.of(ids)) {
            Answer answer = ask(command(cluster, List.of("-j", list)), SECOND_LIMIT);
            switch (answer) {
                case Answer.Known(Map<String, JobRecord> found) -> records.putAll(found);
                case Answer.Silent silent -> {
                    return silent;
                }
            }
        }
        return new Answer.Known(records);
    }

    private static List<String> command(Cluster cluster, List<String> which) {
        var command = new ArrayList<>(List.of("squeue"));
        command.addAll(cluster.option());
        command.addAll(List.of("-a", "-r", "-h", "-t", "all"));
        command.addAll(which);
        command.addAll(List.of("-O", COLUMNS));
        return command;
    }

    private Answer ask(List<String> command, Duration limit) {
        CommandResult result = commands.run(command, limit);
        // Said of a single number only; the controller did answer.
        if (!result.ok() && result.stderr().contains("Invalid job id specified")) {
            return new Answer.Known(Map.of());
        }
        return result.ok()
                ? read(command, result)
                : new Answer.Silent(command, result, SlurmCommands.why(command, result));
    }

    /** A job of a strange name may spoil its own line, but not the others. */
    private static Answer read(List<String> command, CommandResult result) {
        var records = new HashMap<String, JobRecord>();
        String strange = "";
        for (String line : result.stdout().split("\n", -1)) {
            String[] fields = line.split(SlurmCommands.SEPARATOR, -1);
            if (fields.length >= WIDTH && SlurmJob.isId(id(fields[0]))) {
                // The first part of a heterogeneous job stands for it.
                records.putIfAbsent(id(fields[0]), record(fields));
            } else if (!line.isBlank() && !line.startsWith("CLUSTER: ")) {
                strange = line;
            }
        }
        return records.isEmpty() && !strange.isEmpty()
                ? new Answer.Silent(command, result, "squeue printed what is no list of jobs: " + head(strange))
                : new Answer.Known(records);
    }

    private static JobRecord record(String[] fields) {
        return new JobRecord(
                id(fields[0]),
                stateOf(fields[1]),
                time(fields[2]),
                JobRecord.number(fields[3].strip()),
                JobRecord.JobExit.of(fields[4].strip()),
                text(fields[5]),
                text(fields[6]),
                "",
                text(fields[8]),
                text(fields[7]),
                text(fields[9]));
    }

    private static String head(String line) {
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }

    /** {@code 16+1} is a part of a heterogeneous job. */
    static String id(String field) {
        return field.strip().replaceFirst("\\+\\d+$", "");
    }

    /** Without what may follow the word, such as {@code by 0}. */
    static String stateOf(String field) {
        return field.strip().replaceFirst("[ +,].*", "");
    }

    /** {@code (null)} and {@code N/A} are how Slurm writes nothing. */
    static String text(String field) {
        String text = field.strip();
        return text.equals("(null)") || text.equals("N/A") || text.equals("None assigned") ? "" : text;
    }

    /** Local time; empty if the user had Slurm write times in another form. */
    static Optional<Instant> time(String field) {
        try {
            return Optional.of(LocalDateTime.parse(field.strip())
                    .atZone(ZoneId.systemDefault())
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
