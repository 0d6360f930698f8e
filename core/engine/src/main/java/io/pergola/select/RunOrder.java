package io.pergola.select;

import io.pergola.store.RunSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders in which listings can stand. */
public final class RunOrder {

    private static final Map<String, Comparator<RunSummary>> KEYS = Map.of(
            "id", Comparator.comparing(RunSummary::id),
            "name", Comparator.comparing(RunSummary::name),
            "user", Comparator.comparing(RunSummary::user),
            "created", Comparator.comparing(RunSummary::created),
            "started", Comparator.comparing(run -> orNever(run.started())),
            "finished", Comparator.comparing(run -> orNever(run.finished())));

    private RunOrder() {}

    /** The order of a key, with {@code -} before it for the reverse; empty if there is no such key. */
    public static Optional<Comparator<RunSummary>> by(String key) {
        boolean reverse = key.startsWith("-");
        Comparator<RunSummary> order = KEYS.get((reverse ? key.substring(1) : key).toLowerCase(Locale.ROOT));
        return Optional.ofNullable(order).map(found -> reverse ? found.reversed() : found);
    }

    /** All keys, for messages. */
    public static String keys() {
        return String.join(", ", KEYS.keySet().stream().sorted().toList());
    }

    private static Instant orNever(@Nullable Instant time) {
        return time == null ? Instant.MAX : time;
    }
}
