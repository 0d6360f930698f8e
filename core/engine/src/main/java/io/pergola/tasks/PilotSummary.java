package io.pergola.tasks;

import io.pergola.model.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * What came of a pilot's tasks. Counts are over its whole life, resumed parts included; times are those of this part.
 *
 * @param completed how many ended well
 * @param failed how many did not, after all their attempts
 * @param cancelled how many somebody did not want any more
 * @param refused how many can never fit
 * @param held how many are kept back, for want of a named quantity or of what they depend on
 * @param pending how many are left for {@code --resume}
 * @param callbacksFailed how many calls of the command that adds tasks came to nothing
 * @param interrupted whether it was told to end, or its time was up
 * @param wallTime how long it took
 * @param cpuTime how long the completed tasks took, one after the other
 */
public record PilotSummary(
        int completed,
        int failed,
        int cancelled,
        int refused,
        int held,
        int pending,
        int callbacksFailed,
        boolean interrupted,
        Duration wallTime,
        Duration cpuTime) {

    /** How much longer the completed tasks would have taken one after the other; 0 if there are none. */
    public double speedup() {
        return wallTime.isZero() ? 0 : (double) cpuTime.toNanos() / wallTime.toNanos();
    }

    /** Whether every task was completed. */
    public boolean allWell() {
        return failed == 0 && !unfinished();
    }

    /** Whether something is left that was neither completed nor failed. */
    public boolean unfinished() {
        return interrupted || cancelled + refused + held + pending + callbacksFailed > 0;
    }

    /** One line. */
    public String line() {
        var text = new StringBuilder("Completed: " + completed + " | Failed: " + failed);
        part(text, "Cancelled", cancelled);
        part(text, "Refused", refused);
        part(text, "Held", held);
        part(text, "Left", pending);
        part(text, "Failed callbacks", callbacksFailed);
        text.append(" | Wall time: ").append(PilotStatus.words(wallTime));
        if (!cpuTime.isZero()) {
            text.append(String.format(Locale.ROOT, " (%.1fx speedup)", speedup()));
        }
        return text.toString();
    }

    private static void part(StringBuilder text, String name, int count) {
        if (count > 0) {
            text.append(" | ").append(name).append(": ").append(count);
        }
    }

    /** For {@code summary.json}. */
    public Value.Entries json() {
        var values = new LinkedHashMap<String, Value>();
        values.put("completed", Value.of((long) completed));
        values.put("failed", Value.of((long) failed));
        values.put("wall_time", Value.of(wallTime.toMillis() / 1000.0));
        values.put("cpu_time", Value.of(cpuTime.toMillis() / 1000.0));
        values.put("speedup", Value.of(Math.round(speedup() * 100) / 100.0));
        values.put("cancelled", Value.of((long) cancelled));
        values.put("refused", Value.of((long) refused));
        values.put("held", Value.of((long) held));
        values.put("pending", Value.of((long) pending));
        values.put("callbacks_failed", Value.of((long) callbacksFailed));
        values.put("interrupted", Value.of(interrupted));
        return new Value.Entries(values);
    }
}
