package io.pergola.pilot;

import java.util.TreeMap;

/** How many tasks run, and the least of the limits that they set to that number. */
final class Concurrency {

    private int running;
    private final TreeMap<Integer, Integer> limits = new TreeMap<>();

    /** Whether one more may run, if it is content with so many itself. */
    boolean allows(int limit) {
        return running < limit && (limits.isEmpty() || running < limits.firstKey());
    }

    void enter(int limit) {
        running++;
        limits.merge(limit, 1, Integer::sum);
    }

    void leave(int limit) {
        running--;
        limits.computeIfPresent(limit, (key, count) -> count == 1 ? null : count - 1);
    }
}
