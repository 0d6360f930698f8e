package io.pergola.schedule;

import io.pergola.nodes.Chunking;
import io.pergola.resolve.ScheduleSection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the plan of each different schedule section once, as long as the machine is the same. Used by one thread. */
public final class NodePlans {

    private final Machines machines;
    private final IdentityHashMap<Machine, Map<Key, NodePlan>> plans = new IdentityHashMap<>();

    private record Key(
            String scheduler,
            Chunking chunking,
            Map<String, List<String>> schedule,
            Map<String, List<String>> options) {}

    /** For the machines of a site. */
    public NodePlans(Machines machines) {
        this.machines = machines;
    }

    /**
     * What the section makes of its machine; empty if the scheduler does not know its nodes.
     *
     * @throws io.pergola.model.SchedulerException if the batch system does not answer
     */
    public Optional<NodePlan> of(String scheduler, ScheduleSection section) {
        Optional<Machine> machine = machines.machine(scheduler);
        if (machine.isEmpty()) {
            return Optional.empty();
        }
        var key = new Key(scheduler, section.chunking(), section.settled(), section.options(scheduler));
        Map<Key, NodePlan> its = plans.computeIfAbsent(machine.get(), unseen -> new HashMap<>());
        return Optional.of(its.computeIfAbsent(key, unseen -> NodePlan.of(scheduler, section, machine.get())));
    }

    Machines machines() {
        return machines;
    }
}
