package io.pergola.slots;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The named quantities of an allocation, and how much of each is free. */
final class Consumables {

    private final Map<String, Long> capacity;
    private final Map<String, Long> free;

    Consumables(Map<String, Long> capacity) {
        this(Map.copyOf(capacity), capacity);
        capacity.forEach((name, amount) -> {
            if (name.isBlank() || amount < 0) {
                throw new IllegalArgumentException(
                        "A consumable has a name and an amount from 0, not '" + name + "' and " + amount);
            }
        });
    }

    private Consumables(Map<String, Long> capacity, Map<String, Long> free) {
        this.capacity = capacity;
        this.free = new HashMap<>(free);
    }

    Consumables copy() {
        return new Consumables(capacity, free);
    }

    Map<String, Long> capacity() {
        return capacity;
    }

    /** In the order of the names. */
    Map<String, Long> free() {
        return new TreeMap<>(free);
    }

    long capacity(String name) {
        return capacity.getOrDefault(name, 0L);
    }

    long free(String name) {
        return free.getOrDefault(name, 0L);
    }

    /** Those of the names that are not there. */
    SortedSet<String> unknown(Map<String, Long> wanted) {
        var unknown = new TreeSet<>(wanted.keySet());
        unknown.removeAll(capacity.keySet());
        return unknown;
    }

    /** Whether so much is there and free. */
    boolean has(Map<String, Long> wanted) {
        return wanted.isEmpty()
                || wanted.entrySet().stream()
                        .allMatch(each -> each.getValue() <= free.getOrDefault(each.getKey(), -1L));
    }

    /** Takes what {@link #has} told to be free. */
    void take(Map<String, Long> amounts) {
        amounts.forEach((name, amount) -> free.merge(name, -amount, Long::sum));
    }

    void give(Map<String, Long> amounts) {
        amounts.forEach((name, amount) -> free.merge(name, amount, Long::sum));
    }
}
