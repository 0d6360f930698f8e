package io.pergola.run;

import io.pergola.exec.MarkedProcesses;
import io.pergola.exec.SystemCommands;
import io.pergola.results.CommandShell;
import io.pergola.spi.CommandResult;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs the commands of {@code result_parse.command} on the node where the test ran, with the variables that a test has from
 * Pergola. What a command leaves running is ended.
 */
final class ResultShell implements CommandShell {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int MOST_OUTPUT = 1024 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String mark;
    private final Duration limit;
    private final Supplier<Map<String, String>> environment;

    /**
     * @param environment what the commands get
     * @param mark what marks their processes
     * @param limit how long each may take
     */
    ResultShell(Supplier<Map<String, String>> environment, String mark, Duration limit) {
        this.mark = mark;
        this.limit = limit;
        this.environment = environment;
    }

    /** For one run, after its test has ended. */
    static ResultShell of(PilotSetup setup, RunDirectory run) {
        return new ResultShell(() -> environment(setup, run), run.uuid(), LIMIT);
    }

    private static Map<String, String> environment(PilotSetup setup, RunDirectory run) {
        var environment = new HashMap<>(setup.environment());
        environment.putAll(RunFiles.exports(run, setup.program()));
        return environment;
    }

    @Override
    public Outcome run(String command, Path directory, boolean withErrors) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("there is no directory " + directory);
        }
        String script = "cd -- \"$1\" && exec /bin/bash -c \"$2\" " + (withErrors ? "2>&1" : "2>/dev/null");
        var marked = new HashMap<>(environment.get());
        marked.put(MarkedProcesses.RUN, mark);
        CommandResult result = new SystemCommands(marked, MOST_OUTPUT)
                .run(List.of("/bin/bash", "-c", script, "results", directory.toString(), command), limit);
        endLeftOvers();
        return switch (result.outcome()) {
            case ENDED -> new Outcome(result.exitCode(), result.stdout());
            case TIMED_OUT -> throw new IOException("it took longer than " + limit.toSeconds() + " s and was killed");
            case NOT_STARTED -> throw new IOException(result.stderr());
        };
    }

    private void endLeftOvers() throws IOException {
        try {
            new MarkedProcesses().end(MarkedProcesses.RUN, mark, GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
