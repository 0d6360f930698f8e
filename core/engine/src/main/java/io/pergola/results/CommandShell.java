package io.pergola.results;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the commands of the parser {@code command}. */
@FunctionalInterface
public interface CommandShell {

    /**
     * What a command came to.
     *
     * @param exitStatus as the shell gives it
     * @param output what was kept of its output, undecodable bytes replaced
     */
    record Outcome(int exitStatus, String output) {}

    /**
     * Runs a command in a shell and waits until it has ended. The implementation bounds time and output.
     *
     * @param directory where it runs
     * @param withErrors whether the standard error is part of the output; else it is thrown away
     * @throws IOException if it cannot be started or takes too long; the message says why
     */
    Outcome run(String command, Path directory, boolean withErrors) throws IOException;
}
