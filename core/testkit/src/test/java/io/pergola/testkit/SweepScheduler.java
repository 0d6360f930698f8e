package io.pergola.testkit;

import io.pergola.spi.slots.HostFileForm;
import io.pergola.spi.slots.Lease;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.SlotAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

// region: scheduler
/** Keeps as many trials of a sweep going as there is room for, the largest first. */
final class SweepScheduler {

    record Trial(String name, ResourceRequest request) {}

    interface Launcher {
        void launch(String trial, String hostFile, String rankFile);
    }

    private final SlotAllocator slots;
    private final Launcher launcher;
    private final List<Trial> waiting = new ArrayList<>();
    private final Map<String, Lease> running = new HashMap<>();

    SweepScheduler(SlotAllocator slots, Launcher launcher) {
        this.slots = slots;
        this.launcher = launcher;
    }

    void submit(List<Trial> trials) {
        waiting.addAll(trials);
        waiting.sort((one, other) -> other.request().ranks() - one.request().ranks());
        startWhatFits();
    }

    void ended(String trial) {
        slots.release(running.remove(trial));
        startWhatFits();
    }

    private void startWhatFits() {
        waiting.removeIf(trial -> {
            Optional<Lease> lease = slots.claim(trial.request());
            lease.ifPresent(held -> {
                running.put(trial.name(), held);
                Placement where = held.placement();
                launcher.launch(trial.name(), where.hostFile(HostFileForm.SLOTS), where.rankFile());
            });
            return lease.isPresent();
        });
    }
}
// end region
