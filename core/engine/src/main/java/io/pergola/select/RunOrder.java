package io.pergola.select;

import io.pergola.store.RunSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders in which listings can stand. */
public final class RunOrder {

    private static final List<String> KEYS = List.of("created", "finished", "id", "name", "started", "user");

    private RunOrder() {}

    /** The order of a key, with {@code -} before it for the reverse; empty if there is no such key. */
    public static Optional<Comparator<RunSummary>> by(String key) {
        boolean reverse = key.startsWith("-");
        @Nullable Comparator<RunSummary> order = rising((reverse ? key.substring(1) : key).toLowerCase(Locale.ROOT));
        return Optional.ofNullable(order).map(found -> reverse ? found.reversed() : found);
    }

    /** Comparators written out: those of {@link Comparator#comparing} are linked anew by each process, which takes 10 ms. */
    private static @Nullable Comparator<RunSummary> rising(String key) {
        return switch (key) {
            case "id" -> (a, b) -> a.id().compareTo(b.id());
            case "name" -> (a, b) -> a.name().compareTo(b.name());
            case "user" -> (a, b) -> a.user().compareTo(b.user());
            case "created" -> (a, b) -> a.created().compareTo(b.created());
            case "started" -> (a, b) -> orNever(a.started()).compareTo(orNever(b.started()));
            case "finished" -> (a, b) -> orNever(a.finished()).compareTo(orNever(b.finished()));
            default -> null;
        };
    }

    /** All keys, for messages. */
    public static String keys() {
        return String.join(", ", KEYS);
    }

    private static Instant orNever(@Nullable Instant time) {
        return time == null ? Instant.MAX : time;
    }
}
