package io.pergola.schedule;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.NodeInfo;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.nodes.Chunk;
import io.pergola.resolve.ScheduleSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The variables of the set {@code sched} before a job exists. */
public final class SchedulerVariables {

    private static final long MIB = 1L << 20;

    /** What Pavilion takes a node to have if nobody says. */
    private static final long UNKNOWN_MEMORY_MIB = 4096;

    /** For runs that do not get in each other's way. */
    public static final int UNLIMITED = 1_000_000;

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
        variables.put("concurrent_default", text(Integer.toString(sideBySide(schedule, concurrent))));
        variables.put("errors", none());
        DEFERRED.forEach(name -> variables.put(name, new Variable.Deferred()));
        return variables;
    }

    /**
     * For a scheduler that knows its nodes. What is in the way of a run on the first chunk is in {@code errors}.
     *
     * @param plan what the section makes of the machine
     * @param concurrent how many runs a job of it carries at once by default
     */
    public static SequencedMap<String, Variable> advanced(ScheduleSection schedule, NodePlan plan, int concurrent) {
        List<NodeInfo> usable = plan.nodes().usable();
        List<Chunk> chunks = plan.chunks();
        int cpus = usable.isEmpty() ? 1 : Integer.MAX_VALUE;
        long memory = Long.MAX_VALUE;
        for (NodeInfo node : usable) {
            cpus = Math.min(cpus, node.cpus());
            memory = node.memoryMib() > 0 ? Math.min(memory, node.memoryMib()) : memory;
        }
        memory = memory == Long.MAX_VALUE ? UNKNOWN_MEMORY_MIB : memory;
        var variables = basic(schedule, cpus, memory, concurrent);
        variables.put("nodes", text(Integer.toString(usable.size())));
        variables.put("node_list", texts(usable.stream().map(NodeInfo::name)));
        variables.put("chunk_ids", texts(chunks.stream().map(chunk -> Integer.toString(chunk.index()))));
        if (!chunks.isEmpty()) {
            int size = chunks.getFirst().size();
            variables.put("chunk_size", text(Integer.toString(size)));
            variables.put("requested_nodes", text(plan.demand(size).text()));
        }
        variables.put("errors", texts(plan.problems().stream().map(SchedulerVariables::sentence)));
        return variables;
    }

    /** Runs that have slots of their own do not get in each other's way. */
    private static int sideBySide(ScheduleSection schedule, int concurrent) {
        return schedule.slots().perRank().isPresent() ? UNLIMITED : concurrent;
    }

    private static String sentence(Problem problem) {
        return problem.what() + problem.help().map(help -> "; " + help).orElse("");
    }

    private static Variable texts(Stream<String> values) {
        return new Variable.Known(values.map(Item::of).toList());
    }

    private static Variable text(String value) {
        return new Variable.Known(List.of(new Item.Single(Value.of(value))));
    }

    private static Variable none() {
        return new Variable.Known(List.of());
    }
}
