package io.pergola.plugins.slurm;

import io.pergola.spi.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the accounting knows of jobs, those long gone among them: sacct(1). Some seconds behind the controller. */
final class Accounting {

    private static final Duration LIMIT = Duration.ofSeconds(12);

    /** The name last, as it may hold the separator. */
    private static final String COLUMNS = "JobID,State,Submit,ExitCode,Timelimit,NodeList,JobName";

    private static final int WIDTH = 7;
    private static final Pattern CANCELLER = Pattern.compile("CANCELLED by (\\d+)");

    private final SlurmCommands commands;
    private final AtomicBoolean missing = new AtomicBoolean();

    Accounting(SlurmCommands commands) {
        this.commands = commands;
    }

    /** The last record of each job that it knows. */
    Queue.Answer records(Cluster cluster, Collection<String> ids) {
        var records = new HashMap<String, JobRecord>();
        for (String list : missing.get() ? List.<String>of() : IdLists.of(ids)) {
            List<String> command = command(cluster, list);
            CommandResult result = commands.run(command, LIMIT);
            if (isMissing(result)) {
                missing.set(true);
                break;
            }
            if (!result.ok()) {
                return new Queue.Answer.Silent(command, result, SlurmCommands.why(command, result));
            }
            result.stdout().lines().forEach(line -> read(line, records));
        }
        return new Queue.Answer.Known(records);
    }

    /** Whether it turned out that there is none here. */
    boolean isMissing() {
        return missing.get();
    }

    private static boolean isMissing(CommandResult result) {
        return result.outcome() == CommandResult.Outcome.NOT_STARTED
                || (!result.ok() && result.stderr().contains("accounting storage is disabled"));
    }

    private static List<String> command(Cluster cluster, String ids) {
        var command = new ArrayList<>(List.of("sacct"));
        command.addAll(cluster.option());
        command.addAll(List.of("-X", "-n", "-P"));
        command.addAll(List.of("-j", ids, "-o", COLUMNS));
        return command;
    }

    private static void read(String line, Map<String, JobRecord> records) {
        String[] fields = line.split("\\|", WIDTH);
        if (fields.length >= WIDTH) {
            Matcher canceller = CANCELLER.matcher(fields[1].strip());
            JobRecord record = new JobRecord(
                    Queue.id(fields[0]),
                    Queue.stateOf(fields[1]),
                    Queue.time(fields[2]),
                    0,
                    JobRecord.JobExit.of(fields[3].strip()),
                    Queue.text(fields[4]),
                    Queue.text(fields[5]),
                    canceller.matches() ? canceller.group(1) : "",
                    Queue.text(fields[6]),
                    "",
                    "");
            records.put(record.id(), record);
        }
    }
}
