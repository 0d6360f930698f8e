package io.pergola.pilot;

import io.pergola.slots.Ledger;
import io.pergola.spi.slots.Placement;
import java.util.List;
import java.util.Optional;

/** All cores of all nodes are the kernel's from beginning to end. */
record WholeAllocation(Ledger ledger) implements Supply {

    @Override
    public void offered(List<Integer> cores) {
        throw new IllegalStateException("Nobody offers cores to a whole allocation: " + cores);
    }

    @Override
    public void withdrawn(int count) {
        if (count > 0) {
            throw new IllegalStateException("Nobody wants cores of a whole allocation back: " + count);
        }
    }

    @Override
    public Optional<String> misfit(Task task) {
        return Optional.empty();
    }

    @Override
    public void occupied(Placement placement) {}

    @Override
    public void released(Placement placement) {}

    @Override
    public void giveBack(List<Action> actions) {}

    @Override
    public void settle(boolean draining, List<Action> actions) {}

    @Override
    public int held() {
        return ledger.use().stream()
                .mapToInt(use -> use.node().cores().size() - use.downCores().size())
                .sum();
    }

    @Override
    public int idle() {
        return ledger.use().stream().mapToInt(use -> use.freeCores().size()).sum();
    }
}
