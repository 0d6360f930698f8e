package io.pergola.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which of the tasks that wait could not end before the allocation does. */
final class Lateness {

    private final @Nullable Instant until;
    private final TreeMap<Duration, Set<String>> waiting = new TreeMap<>();

    /** @param until null if nobody knows the allocation's end */
    Lateness(@Nullable Instant until) {
        this.until = until;
    }

    private static @Nullable Duration longest(TaskSpec spec) {
        return spec.timeout() == null ? null : spec.timeout().plus(spec.grace());
    }

    /** Those of some tasks that are too late already, and those that depend on them. */
    Set<String> late(List<TaskSpec> specs, Instant now) {
        var late = new HashSet<String>();
        int before = -1;
        while (until != null && before < late.size()) {
            before = late.size();
            for (TaskSpec spec : specs) {
                Duration longest = longest(spec);
                boolean itself = longest != null && now.plus(longest).isAfter(until);
                if (itself || spec.dependsOn().stream().anyMatch(late::contains)) {
                    late.add(spec.id());
                }
            }
        }
        return late;
    }

    void waits(TaskSpec spec) {
        Duration longest = longest(spec);
        if (until != null && longest != null) {
            waiting.computeIfAbsent(longest, each -> new LinkedHashSet<>()).add(spec.id());
        }
    }

    void started(TaskSpec spec) {
        Duration longest = longest(spec);
        Set<String> same = longest == null ? null : waiting.get(longest);
        if (same != null && same.remove(spec.id()) && same.isEmpty()) {
            waiting.remove(longest);
        }
    }

    /** Takes out those that are too late by now. */
    List<String> takeLate(Instant now) {
        var late = new ArrayList<String>();
        while (until != null
                && !waiting.isEmpty()
                && now.plus(waiting.lastKey()).isAfter(until)) {
            late.addAll(waiting.pollLastEntry().getValue());
        }
        return late;
    }

    /** When the next will be; null if none. */
    @Nullable Instant next() {
        return until == null || waiting.isEmpty() ? null : until.minus(waiting.lastKey());
    }
}
