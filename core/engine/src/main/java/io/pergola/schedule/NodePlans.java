package io.pergola.schedule;

import io.pergola.nodes.Chunking;
import io.pergola.nodes.Selection;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.ScheduleSection;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the plan of each different schedule section once, as long as the machine is the same. Used by one thread. */
public final class NodePlans {

    private final Machines machines;
    private final IdentityHashMap<Machine, Map<Key, NodePlan>> plans = new IdentityHashMap<>();

    private record Key(
            String scheduler,
            Chunking chunking,
            Map<String, List<String>> schedule,
            Map<String, List<String>> options,
            String test) {}

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
        return of(scheduler, section, "", machine -> Map.of());
    }

    /**
     * The same for a test, where its past may count too.
     *
     * @throws io.pergola.model.SchedulerException if the batch system does not answer
     */
    public Optional<NodePlan> of(ResolvedTest test) {
        ScheduleSection section = test.schedule();
        if (section.chunking().selection() != Selection.LEAST_TESTED) {
            return of(test.scheduler(), section);
        }
        String name = test.label() + " " + test.suite() + "." + test.test();
        return of(test.scheduler(), section, name, machine -> machine.passes().of(test));
    }

    private Optional<NodePlan> of(
            String scheduler, ScheduleSection section, String test, Function<Machine, Map<String, Instant>> passed) {
        Optional<Machine> machine = machines.machine(scheduler);
        if (machine.isEmpty()) {
            return Optional.empty();
        }
        var key = new Key(scheduler, section.chunking(), section.settled(), section.options(scheduler), test);
        Map<Key, NodePlan> its = plans.computeIfAbsent(machine.get(), unseen -> new HashMap<>());
        return Optional.of(its.computeIfAbsent(
                key, unseen -> NodePlan.of(scheduler, section, machine.get(), passed.apply(machine.get()))));
    }

    Machines machines() {
        return machines;
    }
}
