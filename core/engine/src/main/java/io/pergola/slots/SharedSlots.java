package io.pergola.slots;

import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.NodeUse;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.SlotAllocator;
import io.pergola.spi.slots.SlotException;
import io.pergola.spi.slots.UnsatisfiableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** A ledger for several threads: one at a time. */
public final class SharedSlots implements SlotAllocator {

    private final Ledger ledger;
    private final SlotView view;

    private SharedSlots(Ledger ledger, SlotView view) {
        this.ledger = ledger;
        this.view = view;
    }

    /** The whole of a ledger. Whoever else uses the ledger meanwhile must hold its lock. */
    public static SharedSlots of(Ledger ledger) {
        return new SharedSlots(ledger, ledger.all());
    }

    /** The place where the next search begins. */
    int start() {
        synchronized (ledger) {
            return view.start().place();
        }
    }

    @Override
    public List<NodeUse> nodes() {
        synchronized (ledger) {
            return view.use();
        }
    }

    @Override
    public Map<String, Long> consumables() {
        synchronized (ledger) {
            return ledger.consumables();
        }
    }

    @Override
    public Optional<Placement> find(ResourceRequest request) {
        synchronized (ledger) {
            check(request);
            return ledger.find(view, request);
        }
    }

    @Override
    public Optional<Lease> claim(ResourceRequest request) {
        synchronized (ledger) {
            check(request);
            return ledger.claim(view, request, null);
        }
    }

    private void check(ResourceRequest request) {
        SortedSet<String> unknown = ledger.unknown(request);
        if (!unknown.isEmpty()) {
            throw new SlotException("there are no consumables " + String.join(", ", unknown));
        }
        ledger.shortage(view, request, request.ranks()).ifPresent(shortage -> {
            throw new UnsatisfiableException(shortage);
        });
    }

    @Override
    public Lease claim(Placement placement) {
        synchronized (ledger) {
            return ledger.claim(placement, null);
        }
    }

    @Override
    public void release(Lease lease) {
        synchronized (ledger) {
            ledger.release(lease);
        }
    }

    @Override
    public SharedSlots partition(List<String> nodes) {
        synchronized (ledger) {
            return new SharedSlots(ledger, view.partition(nodes));
        }
    }

    @Override
    public SharedSlots split(int parts) {
        synchronized (ledger) {
            if (parts < 1) {
                throw new IllegalArgumentException("A node cannot be cut into " + parts + " parts");
            }
            return new SharedSlots(ledger, view.split(parts));
        }
    }
}
