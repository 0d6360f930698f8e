package io.pergola.pilot;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The next deadline of each running task, and the time for which the kernel asked to be woken. */
final class Deadlines {

    private record Entry(Instant time, String id) {}

    private final Map<String, Entry> byTask = new HashMap<>();
    private final TreeSet<Entry> byTime =
            new TreeSet<>(Comparator.comparing(Entry::time).thenComparing(Entry::id));
    private @Nullable Instant wake;

    /** Replaces the task's deadline; null for none. */
    void set(String id, @Nullable Instant time) {
        Entry old = byTask.remove(id);
        if (old != null) {
            byTime.remove(old);
        }
        if (time != null) {
            var entry = new Entry(time, id);
            byTask.put(id, entry);
            byTime.add(entry);
        }
    }

    /** A task whose deadline has come. */
    Optional<String> due(Instant now) {
        return byTime.isEmpty() || byTime.first().time().isAfter(now)
                ? Optional.empty()
                : Optional.of(byTime.first().id());
    }

    /** The time to ask to be woken at, if it is not asked for already. */
    Optional<Instant> wakeAt(Instant now) {
        if (wake != null && !wake.isAfter(now)) {
            wake = null;
        }
        if (byTime.isEmpty() || (wake != null && !byTime.first().time().isBefore(wake))) {
            return Optional.empty();
        }
        wake = byTime.first().time();
        return Optional.of(wake);
    }
}
