package io.pergola.pilot;

import io.pergola.slots.Ledger;
import io.pergola.spi.slots.NodeResources;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The cores of this host that the kernel holds now: a ledger of one node, whose other cores are away. Every change is checked. */
final class HeldCores {

    private static final String HERE = "here";

    private final int capacity;
    private final Ledger ledger;
    private int held;
    private int idle;

    HeldCores(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("There must be at least one core, not " + capacity);
        }
        this.capacity = capacity;
        this.ledger = new Ledger(List.of(NodeResources.of(0, HERE, capacity, 0)), Map.of());
        IntStream.range(0, capacity).forEach(core -> ledger.coreInService(HERE, core, false));
    }

    Ledger ledger() {
        return ledger;
    }

    int capacity() {
        return capacity;
    }

    int held() {
        return held;
    }

    int idle() {
        return idle;
    }

    /** All of them join, or none. */
    void offer(List<Integer> cores) {
        var offered = new HashSet<>(cores);
        if (offered.size() < cores.size() || cores.stream().anyMatch(core -> ledger.isInService(HERE, core))) {
            throw new IllegalStateException("Cores are offered twice: " + cores);
        }
        if (held + cores.size() > capacity) {
            throw new IllegalStateException("Offered " + cores + " beside " + held + " of " + capacity + " cores");
        }
        cores.forEach(core -> ledger.coreInService(HERE, core, true));
        held += cores.size();
        idle += cores.size();
    }

    /** So many were handed out by the ledger. */
    void occupied(int count) {
        idle -= count;
    }

    /** So many came back to the ledger. */
    void released(int count) {
        idle += count;
    }

    /** Lets go of the highest idle core; there must be one. */
    int giveBack() {
        OptionalInt core = ledger.takeHighestFree(HERE);
        if (core.isEmpty()) {
            throw new IllegalStateException("None of " + held + " cores is idle");
        }
        held--;
        idle--;
        return core.getAsInt();
    }
}
