package io.pergola.tasks;

import io.pergola.json.Json;
import io.pergola.model.ExitWords;
import io.pergola.model.Value;
import io.pergola.pilot.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What came of one attempt at a task.
 *
 * @param attempt counted from 1
 * @param how how it ended
 * @param duration from its start to its end; zero if it was never started
 */
record TaskResult(String id, int attempt, Ending how, Duration duration) {

    boolean success() {
        return how instanceof Ending.Exited(int code, int _) && code == 0;
    }

    TaskState state() {
        return success() ? TaskState.COMPLETED : TaskState.FAILED;
    }

    /** Its exit code; a signal's number as a negative one; -1 if it took too long, or could not be started. */
    private int code() {
        return how instanceof Ending.Exited(int code, int signal) ? (signal > 0 ? -signal : code) : -1;
    }

    /** For users, such as {@code exit code 3}. */
    String words() {
        return switch (how) {
            case Ending.Exited(int code, int signal) ->
                signal > 0 ? "killed by " + ExitWords.signal(signal) : ExitWords.code(code);
            case Ending.TimedOut(var _, Duration limit, int _, int _) -> "timed out after " + seconds(limit) + "s";
            case Ending.StartFailed(String why) -> why;
            case Ending.Cancelled(String why, boolean _) -> why;
            case Ending.Refused(String why) -> why;
        };
    }

    /** Without a fraction where there is none. */
    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0
                ? Long.toString(time.toSeconds())
                : Double.toString(time.toMillis() / 1000.0);
    }

    /** The words of {@code retry_on} that say this. */
    Set<String> causes() {
        Set<String> causes = new HashSet<>();
        causes.add(how instanceof Ending.TimedOut ? "timeout" : how instanceof Ending.StartFailed ? "error" : "fail");
        if (how instanceof Ending.Exited(int code, int signal)) {
            causes.add(Integer.toString(code));
            // A shell tells of its command's signal by its own exit code.
            int told = signal > 0 ? signal : code - 128;
            if (told > 0 && !ExitWords.signalName(told).isEmpty()) {
                causes.add("signal");
                causes.add(ExitWords.signalName(told));
            }
        }
        return causes;
    }

    /** One line of JSON; by hand, since each task writes one. */
    String json(Path directory) {
        return "{\"task_id\":" + quoted(id) + ",\"success\":" + success() + ",\"returncode\":" + code()
                + ",\"duration\":"
                + duration.toMillis() / 1000.0 + ",\"stdout_file\":"
                + quoted(directory.resolve(TaskFiles.OUTPUT).toString()) + ",\"stderr_file\":"
                + quoted(directory.resolve(TaskFiles.ERRORS).toString()) + ",\"attempts\":" + attempt + ",\"ended\":"
                + quoted(words()) + "}";
    }

    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return Json.write(Value.of(text));
            }
        }
        return '"' + text + '"';
    }
}
