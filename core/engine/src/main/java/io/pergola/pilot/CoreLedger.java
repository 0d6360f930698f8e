package io.pergola.pilot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The only holder of occupation: which cores are held, and which of those a task occupies. Every change is checked. */
final class CoreLedger {

    private final int capacity;
    private final NavigableSet<Integer> idle = new TreeSet<>();
    private final Set<Integer> busy = new HashSet<>();

    CoreLedger(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("There must be at least one core, not " + capacity);
        }
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    int held() {
        return idle.size() + busy.size();
    }

    int idle() {
        return idle.size();
    }

    /** All of them join, or none. */
    void offer(List<Integer> cores) {
        var offered = new HashSet<>(cores);
        if (offered.size() < cores.size()
                || cores.stream().anyMatch(core -> idle.contains(core) || busy.contains(core))) {
            throw new IllegalStateException("Cores are offered twice: " + cores + ", held: " + idle + " and " + busy);
        }
        if (held() + cores.size() > capacity) {
            throw new IllegalStateException("Offered " + cores + " beside " + held() + " of " + capacity + " cores");
        }
        idle.addAll(offered);
    }

    /** Occupies the {@code count} lowest idle cores, or throws and changes nothing. */
    List<Integer> claim(int count) {
        if (count > idle.size()) {
            throw new IllegalStateException("Claimed " + count + " cores of " + idle.size());
        }
        var claimed = new ArrayList<Integer>(count);
        for (int i = 0; i < count; i++) {
            claimed.add(idle.removeFirst());
        }
        busy.addAll(claimed);
        return claimed;
    }

    /** Ends a claim, or throws and changes nothing. */
    void release(List<Integer> cores) {
        if (!busy.containsAll(cores)) {
            throw new IllegalStateException("Released " + cores + ", occupied are " + busy);
        }
        cores.forEach(busy::remove);
        idle.addAll(cores);
    }

    /** Lets go of the highest idle core. */
    int giveBack() {
        return idle.removeLast();
    }
}
