package io.pergola.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The words of the pilot's log. */
final class PilotLines {

    private static final String RULE = "=".repeat(50);

    private PilotLines() {}

    static List<String> banner(int cores, int workers, int pending) {
        return List.of(
                RULE, "PILOT STARTING", "  Cores:   " + cores, "  Workers: " + workers, "  Pending: " + pending, RULE);
    }

    static List<String> farewell(PilotSummary summary) {
        var lines = new ArrayList<String>();
        lines.add(RULE);
        lines.add("PILOT FINISHED");
        lines.add("  Completed: " + summary.completed());
        lines.add("  Failed:    " + summary.failed());
        lines.add("  Wall time: " + oneDigit(summary.wallTime()) + "s");
        if (!summary.cpuTime().isZero()) {
            lines.add("  CPU time:  " + oneDigit(summary.cpuTime()) + "s");
        }
        lines.add(RULE);
        return lines;
    }

    static String started(String id, int cores, int free, int total) {
        return "▶ " + id + " (" + cores + "c) [" + free + "/" + total + " free]";
    }

    static String completed(String id, Duration duration) {
        return "✓ " + id + " (" + oneDigit(duration) + "s)";
    }

    static String retry(TaskSpec spec, TaskResult result, Duration delay) {
        return "⟳ " + spec.id() + " retry " + result.attempt() + "/"
                + spec.retries().most() + ": " + result.words()
                + (delay.isZero() ? "" : ", again in " + TaskResult.seconds(delay) + "s");
    }

    static String failed(TaskResult result) {
        return "✗ " + result.id() + " FAILED: " + result.words();
    }

    static String refused(String id, String why) {
        return "✗ " + id + " REFUSED: " + why;
    }

    static String cancelled(String id, String why) {
        return "✗ " + id + " CANCELLED: " + why;
    }

    static String held(String id, String why) {
        return "Ignoring task " + id + " (" + why + ")";
    }

    static String generated(int count) {
        return "  → Generated " + count + " new tasks";
    }

    private static String oneDigit(Duration duration) {
        long tenths = (duration.toMillis() + 50) / 100;
        return tenths / 10 + "." + tenths % 10;
    }
}
