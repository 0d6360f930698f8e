package io.pergola.run;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.NodeInfo;
import io.pergola.model.Value;
import io.pergola.nodes.Quantity;
import io.pergola.resolve.MachineVariables;
import io.pergola.resolve.ResolvedTest;
import io.pergola.script.Bash;
import io.pergola.spi.JobInfo;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeSet;
import io.pergola.spi.Scheduler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** The variables that only the allocation knows. Safe for use by several threads. */
final class AllocationVariables {

    private static final long BYTES_PER_MIB = 1L << 20;

    private final PilotSetup setup;
    private final NodeSet nodes;
    private final List<String> nodeNames;
    private final SequencedMap<String, Variable> host;
    private volatile Map<String, String> info = Map.of();

    AllocationVariables(PilotSetup setup) {
        this.setup = setup;
        this.host = new MachineVariables(Path.of("/"), setup.environment(), setup.clock()).onNode();
        Scheduler scheduler = setup.scheduler();
        this.nodes = scheduler.allocationNodes(new JobInfo(jobInfo()));
        this.nodeNames = nodes.nodes().stream().map(NodeInfo::name).toList();
    }

    /** What the scheduler said when it took the job; the command that submitted it may write it down a little late. */
    Map<String, String> jobInfo() {
        if (info.isEmpty()) {
            info = setup.job().info().orElse(Map.of());
        }
        return info;
    }

    List<String> nodeNames() {
        return nodeNames;
    }

    NodeSet nodes() {
        return nodes;
    }

    /** How many cores the pilot hands out on each node. */
    Map<String, Integer> coresByNode() {
        boolean lent = setup.scheduler().sharesCores();
        var cores = new HashMap<String, Integer>();
        nodes.nodes().forEach(node -> cores.put(node.name(), lent ? setup.host().cores() : node.cpus()));
        return cores;
    }

    /** The deferred variables of the sets {@code sys} and {@code sched}, for one test that has these nodes of the job as a whole. */
    Map<String, SequencedMap<String, Variable>> of(ResolvedTest test, List<String> on) {
        int perNode = perNode(test.schedule().tasksPerNode(), least(on));
        int total = test.schedule().tasks().orElse(perNode * on.size());
        return of(test, on, total, perNode, launcher(test, on, total, perNode));
    }

    /**
     * The same for one that shares them with others.
     *
     * @param launcher the words of {@code test_cmd}
     */
    Map<String, SequencedMap<String, Variable>> of(
            ResolvedTest test, List<String> on, int total, int perNode, List<String> launcher) {
        return Map.of("sys", sys(test), "sched", sched(on, total, perNode, launcher));
    }

    /** This host's, and those of the site that the test uses. */
    private SequencedMap<String, Variable> sys(ResolvedTest test) {
        var sys = new LinkedHashMap<>(host);
        if (test.variables().values().get("sys") instanceof Value.Entries(var saved)) {
            saved.forEach((name, value) -> {
                if (value instanceof Value.Null && !sys.containsKey(name)) {
                    sys.put(name, setup.variables().onNode(name));
                }
            });
        }
        return sys;
    }

    private SequencedMap<String, Variable> sched(List<String> on, int total, int perNode, List<String> launcher) {
        long memory = nodes(on).mapToLong(NodeInfo::memoryMib).min().orElse(0);
        var variables = new LinkedHashMap<String, Variable>();
        variables.put("test_nodes", one(on.size()));
        variables.put("test_node_list", texts(on));
        variables.put("test_min_cpus", one(least(on)));
        variables.put("test_min_mem", one(memory * BYTES_PER_MIB));
        variables.put("tasks_per_node", one(perNode));
        variables.put("tasks_total", one(total));
        variables.put("test_cmd", text(Bash.words(launcher)));
        return variables;
    }

    private int least(List<String> on) {
        return nodes(on).mapToInt(NodeInfo::cpus).min().orElse(1);
    }

    private Stream<NodeInfo> nodes(List<String> names) {
        Set<String> wanted = Set.copyOf(names);
        return nodes.nodes().stream().filter(node -> wanted.contains(node.name()));
    }

    private static int perNode(Quantity wanted, int cpus) {
        return switch (wanted) {
            case Quantity.Count(int count) -> count;
            case Quantity.Percent(double percent) -> Math.max(1, (int) Math.floor(cpus * percent / 100));
        };
    }

    private List<String> launcher(ResolvedTest test, List<String> on, int total, int perNode) {
        return setup.scheduler()
                .testCommand(new LaunchRequest(
                        on,
                        total,
                        perNode,
                        test.schedule().forScheduler(),
                        test.schedule().options(test.scheduler())))
                .words();
    }

    static Variable text(String value) {
        return new Variable.Known(List.of(new Item.Single(Value.of(value))));
    }

    private static Variable one(long value) {
        return text(Long.toString(value));
    }

    private static Variable texts(List<String> values) {
        return new Variable.Known(values.stream()
                .<Item>map(value -> new Item.Single(Value.of(value)))
                .toList());
    }
}
