package io.pergola.plugins.slurm;

import io.pergola.spi.CommandResult;
import io.pergola.spi.JobInfo;
import io.pergola.spi.Scheduler;
import io.pergola.testkit.RecordedCommands;
import io.pergola.testkit.TestContexts;
import java.util.List;
import java.util.Map;

/** Slurm's commands, answered from texts; only the form of the questions is fixed. */
final class FakeSlurm {

    static final String DOWN = "slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n";

    final RecordedCommands commands = new RecordedCommands();

    Scheduler scheduler() {
        return new SlurmProvider().create(TestContexts.recorded(commands));
    }

    static CommandResult printed(String output) {
        return new CommandResult(CommandResult.Outcome.ENDED, 0, output, "");
    }

    static CommandResult failed(String errors) {
        return new CommandResult(CommandResult.Outcome.ENDED, 1, "", errors);
    }

    static CommandResult timedOut() {
        return new CommandResult(CommandResult.Outcome.TIMED_OUT, -1, "", "");
    }

    /** What squeue says of the user's own jobs. */
    FakeSlurm own(CommandResult result) {
        commands.answersAny(command -> command.contains("--me"), result);
        return this;
    }

    /** What squeue says where jobs are named. */
    FakeSlurm named(CommandResult result) {
        commands.answersAny(command -> command.getFirst().equals("squeue") && command.contains("-j"), result);
        return this;
    }

    FakeSlurm accounting(CommandResult result) {
        return program("sacct", result);
    }

    FakeSlurm noAccounting() {
        return accounting(failed("Slurm accounting storage is disabled\n"));
    }

    FakeSlurm cluster(String name) {
        commands.prints("ClusterName             = " + name + "\n", "scontrol", "show", "config");
        return this;
    }

    FakeSlurm program(String name, CommandResult result) {
        commands.answersAny(command -> command.getFirst().equals(name), result);
        return this;
    }

    /** A line of squeue. */
    static String line(String id, String state, String name, String reason) {
        return String.join(
                "\t", id, state, "2026-11-22T03:16:18", "0", "0", "10:00", "", "/jobs/" + name, name, reason, "\n");
    }

    /** A job that was submitted when such a line says, by that name. */
    static JobInfo job(String id, String name) {
        return new JobInfo(Map.of("id", id, "name", name));
    }

    /** The programs that were asked, in order. */
    List<String> programs() {
        return commands.asked().stream().map(List::getFirst).toList();
    }
}
