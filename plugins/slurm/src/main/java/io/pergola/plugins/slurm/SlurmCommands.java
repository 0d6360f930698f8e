package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs Slurm's commands, and says in words what went wrong with one. */
final class SlurmCommands {

    /** Between fields: nothing that a name or a reason holds. */
    static final String SEPARATOR = "\t";

    private static final int LONGEST_OUTPUT = 2_000;

    private final CommandRunner runner;

    SlurmCommands(CommandRunner runner) {
        this.runner = runner;
    }

    CommandResult run(List<String> command, Duration limit) {
        return runner.run(command, limit);
    }

    /** For one that prints much, by line; the result's output is its beginning. */
    CommandResult run(List<String> command, Duration limit, Consumer<String> lines) {
        return runner.run(command, limit, lines);
    }

    Optional<String> find(String program) {
        return runner.find(program);
    }

    /** The failure of a command that did not end well. */
    static SchedulerException failure(String what, List<String> command, CommandResult result) {
        return failure(what, why(command, result), command, result);
    }

    /** The same with the reason in words. */
    static SchedulerException failure(String what, String why, List<String> command, CommandResult result) {
        return new SchedulerException(
                what + ": " + why,
                command,
                result.exitCode(),
                shortened((result.stdout() + result.stderr()).strip()),
                help(command, result));
    }

    /** One clause, such as {@code squeue did not answer}. */
    static String why(List<String> command, CommandResult result) {
        String program = command.getFirst();
        return switch (result.outcome()) {
            case NOT_STARTED -> program + " cannot be started: " + lastLine(result);
            case TIMED_OUT -> program + " did not answer in time";
            case ENDED ->
                controllerIsSilent(result)
                        ? "the Slurm controller does not answer (" + lastLine(result) + ")"
                        : program + " failed with exit code " + result.exitCode() + ": " + lastLine(result);
        };
    }

    private static String help(List<String> command, CommandResult result) {
        return result.outcome() == CommandResult.Outcome.NOT_STARTED
                ? "Put the directory of Slurm's commands in PATH."
                : "Try again later; `scontrol ping` says whether the controller is up. The command was: "
                        + String.join(" ", command);
    }

    /** What Slurm's commands say where slurmctld is down, busy or not to be reached. */
    static boolean controllerIsSilent(CommandResult result) {
        String errors = result.stderr();
        return errors.contains("Unable to contact slurm controller")
                || errors.contains("Socket timed out")
                || errors.contains("Connection refused")
                || errors.contains("Connection timed out")
                || errors.contains("slurm_persist_conn_open")
                || errors.contains("Zero Bytes were transmitted")
                || errors.contains("in standby mode");
    }

    /** The line that says most: the last error, as it is the reason for those before it. */
    static String lastLine(CommandResult result) {
        List<String> lines = (result.stderr().isBlank() ? result.stdout() : result.stderr())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? "it printed nothing" : shortened(lines.getLast());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_OUTPUT ? text : text.substring(0, LONGEST_OUTPUT) + "...";
    }
}
