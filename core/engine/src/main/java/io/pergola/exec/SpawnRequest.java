package io.pergola.exec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to start.
 *
 * @param command the program and its arguments; a program without {@code /} is looked up in the {@code PATH} of
 *     {@code environment}; at least one word, none with a NUL character
 * @param environment all variables that it gets; nothing is inherited
 * @param directory its working directory; a relative program path counts from there
 * @param output the file that gets its standard output; made if it is not there
 * @param errors the file that gets its standard error, likewise; null for the same as output
 * @param append whether the files keep what they hold; they are emptied otherwise
 */
public record SpawnRequest(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path output,
        @Nullable Path errors,
        boolean append) {

    /** Copies and checks. */
    public SpawnRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("There is no program to start");
        }
        command.forEach(SpawnRequest::refuseNul);
        environment.forEach((name, value) -> {
            refuseNul(name);
            refuseNul(value);
        });
    }

    /** One whose output and errors go to the same file. */
    public SpawnRequest(
            List<String> command, Map<String, String> environment, Path directory, Path output, boolean append) {
        this(command, environment, directory, output, null, append);
    }

    private static void refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "A NUL character cannot be handed to a program: " + text.replace("\0", "\\0"));
        }
    }
}
