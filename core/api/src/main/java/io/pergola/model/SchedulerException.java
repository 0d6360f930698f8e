package io.pergola.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch system refused or failed: which command, how it ended, what it printed, and what to change. */
public final class SchedulerException extends PergolaException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> command;
    private final int exitCode;
    private final String output;
    private final @Nullable String help;

    /**
     * @param message what failed, in one sentence
     * @param command the command with its arguments, empty if none was run
     * @param exitCode its exit code, or -1 if it did not end by itself or was never started
     * @param output what it printed, possibly shortened; may be empty
     * @param help what to change, or null
     */
    public SchedulerException(
            String message, List<String> command, int exitCode, String output, @Nullable String help) {
        super(message, null);
        this.command = List.copyOf(command);
        this.exitCode = exitCode;
        this.output = output;
        this.help = help;
    }

    /** Without a command. */
    public SchedulerException(String message, @Nullable String help) {
        this(message, List.of(), -1, "", help);
    }

    /** The command with its arguments; empty if none was run. */
    public List<String> command() {
        return command;
    }

    /** The command's exit code, or -1. */
    public int exitCode() {
        return exitCode;
    }

    /** What the command printed; may be empty. */
    public String output() {
        return output;
    }

    /** What to change, where there is something to say. */
    public Optional<String> help() {
        return Optional.ofNullable(help);
    }
}
