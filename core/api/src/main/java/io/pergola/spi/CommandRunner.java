package io.pergola.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** The full path of a program in {@code PATH}, or empty if there is none. */
    Optional<String> find(String program);
}
