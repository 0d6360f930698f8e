package io.pergola.pilot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait, in order. Tasks that ask for the same stand in one lane, since where the first of them cannot start the
 * others cannot either: a decision looks at the heads of the lanes, never at the whole queue.
 */
final class TaskQueue {

    /** A waiting task; {@code overtaken} counts those that came later and were started earlier. */
    static final class Entry implements Comparable<Entry> {
        private final Task task;
        private final long sequence;
        private int overtaken;

        private Entry(Task task, long sequence) {
            this.task = task;
            this.sequence = sequence;
        }

        Task task() {
            return task;
        }

        @Override
        public int compareTo(Entry other) {
            int byPriority = Integer.compare(other.task.priority(), task.priority());
            return byPriority != 0 ? byPriority : Long.compare(sequence, other.sequence);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && entry.sequence == sequence;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }
    }

    private record Shape(int cores, int concurrentLimit) {}

    private final int bypassLimit;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<Shape, NavigableSet<Entry>> lanes = new HashMap<>();
    private final TreeMap<Entry, NavigableSet<Entry>> byHead = new TreeMap<>();
    private long nextSequence;

    TaskQueue(int bypassLimit) {
        if (bypassLimit < 0) {
            throw new IllegalArgumentException("The bypass limit is negative: " + bypassLimit);
        }
        this.bypassLimit = bypassLimit;
    }

    int size() {
        return entries.size();
    }

    boolean contains(String id) {
        return entries.containsKey(id);
    }

    void add(Task task) {
        var entry = new Entry(task, nextSequence++);
        entries.put(task.id(), entry);
        var lane = lanes.computeIfAbsent(shape(task), shape -> new TreeSet<>());
        changeLane(lane, () -> lane.add(entry));
    }

    /** Takes a task out, if it is there. */
    Optional<Task> remove(String id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return Optional.empty();
        }
        var lane = lanes.get(shape(entry.task));
        if (lane != null) {
            changeLane(lane, () -> lane.remove(entry));
            if (lane.isEmpty()) {
                lanes.remove(shape(entry.task));
            }
        }
        return Optional.of(entry.task);
    }

    /** All tasks, in order; the queue is empty then. */
    List<Task> removeAll() {
        List<Task> all =
                entries.values().stream().sorted().map(entry -> entry.task).toList();
        entries.clear();
        lanes.clear();
        byHead.clear();
        return all;
    }

    /** Takes out the next task that may start on so many idle cores. Those that it overtakes remember it. */
    Optional<Task> next(int idleCores, Concurrency concurrency) {
        if (idleCores == 0) {
            return Optional.empty();
        }
        var overtaken = new ArrayList<Entry>();
        for (Entry head : byHead.keySet()) {
            if (head.task.cores() <= idleCores && concurrency.allows(head.task.concurrentLimit())) {
                overtaken.forEach(earlier -> earlier.overtaken++);
                return remove(head.task.id());
            }
            if (closesGate(head)) {
                break;
            }
            overtaken.add(head);
        }
        return Optional.empty();
    }

    /** The fewest cores that any task wants that only lacks cores and is not behind the gate; 0 if there is none. */
    int narrowest(Concurrency concurrency) {
        int narrowest = 0;
        for (Entry head : byHead.keySet()) {
            int cores = head.task.cores();
            if (concurrency.allows(head.task.concurrentLimit()) && (narrowest == 0 || cores < narrowest)) {
                narrowest = cores;
            }
            if (closesGate(head)) {
                break;
            }
        }
        return narrowest;
    }

    /** The first task that was overtaken so often that nothing behind it may start. */
    Optional<String> gate() {
        return byHead.keySet().stream()
                .filter(this::closesGate)
                .map(head -> head.task.id())
                .findFirst();
    }

    private boolean closesGate(Entry head) {
        return head.overtaken >= bypassLimit;
    }

    private void changeLane(NavigableSet<Entry> lane, Runnable change) {
        if (!lane.isEmpty()) {
            byHead.remove(lane.first());
        }
        change.run();
        if (!lane.isEmpty()) {
            byHead.put(lane.first(), lane);
        }
    }

    private static Shape shape(Task task) {
        return new Shape(task.cores(), task.concurrentLimit());
    }
}
