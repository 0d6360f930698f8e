package io.pergola.slots;

import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.Placement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lease, and whose it is. */
final class LedgerLease implements Lease {

    private final Placement placement;
    private final @Nullable String job;
    /** Null once it has ended. */
    private @Nullable Ledger owner;

    LedgerLease(Placement placement, @Nullable String job, Ledger owner) {
        this.placement = placement;
        this.job = job;
        this.owner = owner;
    }

    @Override
    public Placement placement() {
        return placement;
    }

    @Override
    public Optional<String> job() {
        return Optional.ofNullable(job);
    }

    @Nullable Ledger owner() {
        return owner;
    }

    void end() {
        owner = null;
    }
}
