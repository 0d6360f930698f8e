package io.pergola.cli;

import io.pergola.tasks.TaskFile;
import java.nio.file.Path;
import java.util.function.Predicate;

/** What the commands about pilots have in common. */
final class PilotAsk {

    static final String WORKDIR = "pilot_runs";

    private PilotAsk() {}

    /** Reads a file of tasks, or standard input. */
    static TaskFile.Content read(Context context, String file, boolean strict, Predicate<String> known) {
        if (file.equals("-")) {
            return TaskFile.read(context.in(), "<standard input>", strict, known);
        }
        return TaskFile.read(Path.of(file), strict, known);
    }
}
