package io.pergola.schedule;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import io.pergola.resolve.ScheduleSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The variables of the set {@code sched} before a job exists. */
public final class SchedulerVariables {

    private static final long MIB = 1L << 20;

    /** Known only inside the allocation. */
    private static final List<String> DEFERRED = List.of(
            "test_cmd",
            "tasks_per_node",
            "tasks_total",
            "test_nodes",
            "test_node_list",
            "test_min_cpus",
            "test_min_mem");

    private SchedulerVariables() {}

    /**
     * For a scheduler without an inventory of nodes.
     *
     * @param cpus cores of the one machine that it runs on, or of a node as the test's {@code cluster_info} says
     * @param memoryMib its memory
     * @param concurrent how many runs a job of it carries at once by default
     */
    public static SequencedMap<String, Variable> basic(
            ScheduleSection schedule, int cpus, long memoryMib, int concurrent) {
        var variables = new LinkedHashMap<String, Variable>();
        variables.put("nodes", text(Integer.toString(schedule.clusterInfo().nodeCount())));
        variables.put("node_list", none());
        variables.put("node_list_id", text(""));
        variables.put("chunk_ids", none());
        variables.put("chunk_size", text(""));
        variables.put("requested_nodes", text(""));
        variables.put("min_cpus", text(Integer.toString(cpus)));
        variables.put("min_mem", text(Long.toString(memoryMib * MIB)));
        variables.put("partition", text(schedule.text("partition").orElse("")));
        variables.put("concurrent_default", text(Integer.toString(concurrent)));
        variables.put("errors", none());
        DEFERRED.forEach(name -> variables.put(name, new Variable.Deferred()));
        return variables;
    }

    private static Variable text(String value) {
        return new Variable.Known(List.of(new Item.Single(Value.of(value))));
    }

    private static Variable none() {
        return new Variable.Known(List.of());
    }
}
