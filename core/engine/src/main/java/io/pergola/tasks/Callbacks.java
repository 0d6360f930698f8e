package io.pergola.tasks;

import io.pergola.exec.SystemCommands;
import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.spi.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Tells a command of each task's end, one after the other, and hands on what it prints. */
final class Callbacks {

    /** What it printed, or why it came to nothing. */
    sealed interface Answer {
        record Printed(String text) implements Answer {}

        record Failed(String why) implements Answer {}
    }

    private static final int MOST_OUTPUT = 64 * 1024 * 1024;
    private static final int SHOWN = 300;
    private static final String INPUT = "result.json";

    private final PilotPlan plan;
    private final String command;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    Callbacks(PilotPlan plan, String command) {
        this.plan = plan;
        this.command = command;
    }

    /** {@code told} gets the answer on another thread. */
    void tell(TaskSpec spec, String result, Consumer<Answer> told) {
        thread.execute(() -> told.accept(ask(spec, result)));
    }

    private Answer ask(TaskSpec spec, String result) {
        Path directory = plan.workdir().resolve(spec.id());
        Path input = directory.resolve(INPUT);
        try {
            Files.createDirectories(directory);
            Files.writeString(input, message(spec, result));
        } catch (IOException e) {
            return new Answer.Failed("cannot write " + input + ": " + e.getMessage());
        }
        var variables = new HashMap<>(plan.environment());
        variables.put("PILOT_TASK_ID", spec.id());
        variables.put("PILOT_TASK_DIR", directory.toString());
        variables.put("PILOT_WORKDIR", plan.workdir().toString());
        CommandResult answer = new SystemCommands(variables, MOST_OUTPUT)
                .run(
                        List.of("/bin/sh", "-c", "exec <\"$1\"; eval \"$2\"", "sh", input.toString(), command),
                        plan.callbackLimit());
        return answer(answer, plan.callbackLimit());
    }

    private static String message(TaskSpec spec, String result) {
        var values = new LinkedHashMap<String, Value>();
        values.put("task", Json.read(spec.json()));
        values.put("result", Json.read(result));
        return Json.write(new Value.Entries(values)) + "\n";
    }

    private static Answer answer(CommandResult result, Duration limit) {
        return switch (result.outcome()) {
            case TIMED_OUT -> new Answer.Failed("it did not end within " + TaskResult.seconds(limit) + "s");
            case NOT_STARTED -> new Answer.Failed("it cannot be started: " + result.stderr());
            case ENDED -> {
                if (result.exitCode() != 0) {
                    yield new Answer.Failed("it ended with exit code " + result.exitCode() + errors(result.stderr()));
                }
                // What is longer was cut.
                yield result.stdout().length() >= MOST_OUTPUT
                        ? new Answer.Failed("it printed more than " + MOST_OUTPUT + " bytes")
                        : new Answer.Printed(result.stdout());
            }
        };
    }

    private static String errors(String text) {
        String last = text.strip();
        last = last.substring(last.lastIndexOf('\n') + 1);
        return last.isEmpty() ? "" : ": " + last.substring(0, Math.min(SHOWN, last.length()));
    }

    /** Begins nothing more; one that goes on is ended. */
    void close() {
        thread.shutdownNow();
    }
}
