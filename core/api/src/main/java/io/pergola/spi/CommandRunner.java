package io.pergola.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a short command and waits for it. Safe for use by several threads. */
public interface CommandRunner {

    /**
     * Runs a program, without a shell and with nothing on its standard input.
     *
     * @param command the program (looked up in {@code PATH} if it has no {@code /}) and its arguments
     * @param limit how long it may take; it is killed with its children after that
     * @return how it ended; a program that is missing, or was killed at the limit, is a result like others
     */
    CommandResult run(List<String> command, Duration limit);

    /**
     * The same for a command that prints much: its lines are handed on while it prints them, and kept by nobody.
     *
     * @param lines takes each line of its standard output, without its end, decoded as UTF-8 and cut after 1 MiB; called from
     *     another thread, one line at a time, and not after this method has returned; lines after the first 256 MiB are dropped.
     *     What it throws is thrown here
     * @return how it ended; its {@code stdout} is the beginning of what it printed, for messages
     */
    default CommandResult run(List<String> command, Duration limit, Consumer<String> lines) {
        CommandResult result = run(command, limit);
        String printed = result.stdout();
        printed.lines().forEach(lines);
        String beginning = printed.substring(0, Math.min(printed.length(), CommandResult.BEGINNING));
        return new CommandResult(result.outcome(), result.exitCode(), beginning, result.stderr());
    }

    /** The full path of a program in {@code PATH}, or empty if there is none. */
    Optional<String> find(String program);
}
