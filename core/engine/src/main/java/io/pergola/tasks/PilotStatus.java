package io.pergola.tasks;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * A pilot at one moment.
 *
 * @param running the ids of those that run, oldest first
 * @param queued how many wait to be run, whatever for
 * @param held how many are kept back
 * @param completed how many ended well, all of its life
 * @param failed how many did not
 * @param freeCores how many cores nothing occupies
 * @param cores how many there are
 * @param elapsed since it was started
 * @param remaining how long it may still take, at the pace so far; negative if nothing can be said
 */
public record PilotStatus(
        List<String> running,
        int queued,
        int held,
        int completed,
        int failed,
        int freeCores,
        int cores,
        Duration elapsed,
        Duration remaining) {

    private static final int SHOWN = 3;

    /** Copies. */
    public PilotStatus {
        running = List.copyOf(running);
    }

    /** From what {@link #json} gives. */
    public static PilotStatus of(Value.Entries json) {
        List<String> running = json.values().get("running") instanceof Value.Items(List<Value> items)
                ? items.stream().map(TaskFields::plain).toList()
                : List.of();
        return new PilotStatus(
                running,
                (int) number(json, "queued"),
                (int) number(json, "held"),
                (int) number(json, "completed"),
                (int) number(json, "failed"),
                (int) number(json, "free_cores"),
                (int) number(json, "cores"),
                Duration.ofMillis((long) (1000 * number(json, "elapsed"))),
                Duration.ofMillis((long) (1000 * number(json, "eta"))));
    }

    private static double number(Value.Entries json, String key) {
        return switch (json.values().getOrDefault(key, Value.NULL)) {
            case Value.Int(BigInteger number) -> number.doubleValue();
            case Value.Real(double number) -> number;
            default -> -1;
        };
    }

    /** One line for a screen. */
    public String line() {
        var text = new StringBuilder();
        text.append(completed).append(" completed");
        if (failed > 0) {
            text.append(", ").append(failed).append(" failed");
        }
        text.append(", ").append(running.size()).append(" running");
        text.append(", ").append(queued).append(" queued");
        if (held > 0) {
            text.append(", ").append(held).append(" held");
        }
        text.append("  [").append(freeCores).append('/').append(cores).append(" free]");
        if (!remaining.isNegative()) {
            text.append("  ETA ").append(words(remaining));
        }
        List<String> last = running.subList(Math.max(0, running.size() - SHOWN), running.size());
        return text.append("  ").append(String.join(" ", last)).toString();
    }

    /** {@code 4.2s}, {@code 3m10s}, {@code 2h05m}. */
    static String words(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + "m" + two(seconds % 60) + "s"
                : seconds / 3600 + "h" + two(seconds / 60 % 60) + "m";
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** The same for programs. */
    public Value.Entries json() {
        var values = new LinkedHashMap<String, Value>();
        values.put("running", Value.ofTexts(running));
        values.put("queued", Value.of((long) queued));
        values.put("held", Value.of((long) held));
        values.put("completed", Value.of((long) completed));
        values.put("failed", Value.of((long) failed));
        values.put("free_cores", Value.of((long) freeCores));
        values.put("cores", Value.of((long) cores));
        values.put("elapsed", Value.of(elapsed.toMillis() / 1000.0));
        values.put("eta", remaining.isNegative() ? Value.NULL : Value.of(remaining.toMillis() / 1000.0));
        return new Value.Entries(values);
    }
}
