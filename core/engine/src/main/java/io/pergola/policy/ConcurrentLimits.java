package io.pergola.policy;

import java.util.TreeMap;

/** How many jobs run, and the least of the limits that they set to that number. */
final class ConcurrentLimits {

    private int running;
    private final TreeMap<Integer, Integer> limits;

    ConcurrentLimits() {
        limits = new TreeMap<>();
    }

    private ConcurrentLimits(ConcurrentLimits other) {
        running = other.running;
        limits = new TreeMap<>(other.limits);
    }

    ConcurrentLimits copy() {
        return new ConcurrentLimits(this);
    }

    /** Whether one more may run, if it is content with so many itself. */
    boolean allow(int limit) {
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
