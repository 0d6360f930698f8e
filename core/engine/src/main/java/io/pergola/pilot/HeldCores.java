package io.pergola.pilot;

import io.pergola.slots.Ledger;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The cores of this host that the kernel holds now: a ledger of one node, whose other cores are away. Every change is checked. */
final class HeldCores {

    private final String host;
    private final int capacity;
    private final Ledger ledger;
    private final Map<Integer, Integer> users = new HashMap<>();
    private int held;

    /** @param host with at least one core */
    HeldCores(NodeResources host, Map<String, Long> consumables) {
        this.host = host.name();
        this.capacity = host.cores().size();
        if (capacity < 1) {
            throw new IllegalArgumentException("There must be at least one core, not " + capacity);
        }
        this.ledger = new Ledger(List.of(host), consumables);
        host.cores().forEach(core -> ledger.coreInService(host.name(), core, false));
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
        return held - users.size();
    }

    /** All of them join, or none. */
    void offer(List<Integer> cores) {
        var offered = new HashSet<>(cores);
        if (offered.size() < cores.size() || cores.stream().anyMatch(core -> ledger.isInService(host, core))) {
            throw new IllegalStateException("Cores are offered twice: " + cores);
        }
        if (held + cores.size() > capacity) {
            throw new IllegalStateException("Offered " + cores + " beside " + held + " of " + capacity + " cores");
        }
        cores.forEach(core -> ledger.coreInService(host, core, true));
        held += cores.size();
    }

    /** The ledger handed that out. */
    void occupied(Placement placement) {
        count(placement, 1);
    }

    /** That came back to the ledger. */
    void released(Placement placement) {
        count(placement, -1);
    }

    private void count(Placement placement, int more) {
        for (Slot slot : placement.slots()) {
            for (Share core : slot.cores()) {
                users.merge(core.index(), more, (before, change) -> before + change == 0 ? null : before + change);
            }
        }
    }

    /** Whether all that it asks for besides cores is free now. */
    boolean hasAllButCores(ResourceRequest request) {
        Map<String, Long> free = request.consumables().isEmpty() ? Map.of() : ledger.consumables();
        boolean quantities = request.consumables().entrySet().stream()
                .allMatch(wanted -> free.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
        return quantities && (isOnlyCores(request) || hasRoom(request));
    }

    private static boolean isOnlyCores(ResourceRequest request) {
        return request.perRank().gpus() == 0
                && request.perRank().memoryMib() == 0
                && request.perRank().diskMib() == 0
                && !request.perRank().exclusive();
    }

    private boolean hasRoom(ResourceRequest request) {
        NodeUse use = ledger.use().getFirst();
        int ranks = request.ranks();
        long gpus = use.freeGpus().stream()
                .mapToLong(gpu -> gpu.milli() / request.perRank().gpuShare())
                .sum();
        return (long) ranks * request.perRank().gpus() <= gpus
                && request.perRank().memoryMib() <= use.freeMemoryMib() / Math.max(1, ranks)
                && request.perRank().diskMib() <= use.freeDiskMib() / Math.max(1, ranks)
                && !(request.perRank().exclusive() && !users.isEmpty());
    }

    /** Lets go of the highest idle core; there must be one. */
    int giveBack() {
        OptionalInt core = ledger.takeHighestFree(host);
        if (core.isEmpty()) {
            throw new IllegalStateException("None of " + held + " cores is idle");
        }
        held--;
        return core.getAsInt();
    }
}
