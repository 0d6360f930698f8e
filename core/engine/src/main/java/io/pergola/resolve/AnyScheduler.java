package io.pergola.resolve;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.spi.OptionKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The schedulers of this machine, and in place of every other one that a test may name a small one with plausible values. */
final class AnyScheduler implements SchedulerFacts {

    private final SchedulerFacts real;

    AnyScheduler(SchedulerFacts real) {
        this.real = real;
    }

    /** True if it is not made up. */
    boolean real(String scheduler) {
        return real.known(scheduler);
    }

    @Override
    public boolean known(String scheduler) {
        return true;
    }

    @Override
    public Collection<String> names() {
        return real.names();
    }

    @Override
    public List<OptionKey> options(String scheduler) {
        return real.options(scheduler);
    }

    @Override
    public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
        if (real.known(scheduler)) {
            return real.variables(scheduler, schedule);
        }
        var sched = new LinkedHashMap<String, Variable>();
        for (String name :
                List.of("nodes", "min_cpus", "min_mem", "concurrent_default", "chunk_size", "requested_nodes")) {
            sched.put(name, new Variable.Known(List.of(Item.of("1"))));
        }
        for (String name : List.of("node_list", "node_list_id", "partition")) {
            sched.put(name, new Variable.Known(List.of(Item.of("name"))));
        }
        sched.put("chunk_ids", new Variable.Known(List.of(Item.of("0"))));
        sched.put("errors", new Variable.Known(List.of()));
        for (String name : List.of(
                "test_cmd",
                "tasks_per_node",
                "tasks_total",
                "test_nodes",
                "test_node_list",
                "test_node_list_short",
                "test_min_cpus",
                "test_min_mem")) {
            sched.put(name, new Variable.Deferred());
        }
        return sched;
    }
}
