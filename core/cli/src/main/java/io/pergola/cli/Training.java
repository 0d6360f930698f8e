package io.pergola.cli;

import java.util.List;

/**
 * Runs what users run most, in one process, so that the build can record which classes to keep ready in the cache.
 *
 * <p>The build starts it with a scratch folder as the working directory, which is also named in the environment as PERGOLA_TRAINING, and throws what it
 * prints away. A command that fails here fails the build: a cache trained on error paths would be a bad one.
 */
final class Training {

    private static final List<List<String>> COMMANDS = List.of(List.of("--version"), List.of("--help"));

    private Training() {}

    static void main() {
        for (List<String> command : COMMANDS) {
            int code = Main.run(command);
            if (code != 0) {
                System.err.println("pergola " + String.join(" ", command) + " ended with code " + code);
                System.exit(code);
            }
        }
        // Leads through the exit that a failed run takes too.
        System.exit(0);
    }
}
