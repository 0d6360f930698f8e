package io.pergola.plugins.slurm;

import io.pergola.model.NodeInfo;
import io.pergola.model.NodeList;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.NodeSet;
import io.pergola.spi.NodeStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The nodes of the job that this process runs in, from its environment (sbatch(1), "OUTPUT ENVIRONMENT VARIABLES"). */
final class Allocation {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern COUNTS = Pattern.compile("(\\d{1,9})(?:\\(x(\\d{1,9})\\))?");

    private final Map<String, String> environment;
    private final SlurmCommands commands;

    Allocation(Map<String, String> environment, SlurmCommands commands) {
        this.environment = environment;
        this.commands = commands;
    }

    /**
     * The nodes, this one first; processors, memory and GPUs are those that the job may use.
     *
     * @throws SchedulerException if this is not inside a job
     */
    NodeSet nodes() {
        List<String> names = PrintedNodes.names(nodeList());
        List<Integer> cpus = counts(variable("SLURM_JOB_CPUS_PER_NODE"));
        Map<String, NodeInfo> known = memoryIsSaid() ? Map.of() : ask(names);
        var nodes = new LinkedHashMap<String, NodeInfo>();
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            int its = at < cpus.size() ? cpus.get(at) : cpus.isEmpty() ? 1 : cpus.getLast();
            nodes.put(name, node(name, its, known.get(name)));
        }
        var ordered = new ArrayList<NodeInfo>();
        @Nullable NodeInfo first = nodes.remove(variable("SLURMD_NODENAME"));
        if (first != null) {
            ordered.add(first);
        }
        ordered.addAll(nodes.values());
        return new NodeSet(ordered);
    }

    /** On this node as it is; on another as a step that takes nothing from other steps. */
    List<String> startOn(NodeStart start) {
        if (start.node().equals(variable("SLURMD_NODENAME"))) {
            return start.command();
        }
        var words = new ArrayList<>(List.of(
                "srun",
                "--overlap",
                "--nodes=1",
                "--ntasks=1",
                "--nodelist=" + start.node(),
                "--cpu-bind=none",
                "--export=ALL",
                "--chdir=" + start.directory(),
                "--unbuffered"));
        words.addAll(start.command());
        return words;
    }

    private String nodeList() {
        String list = variable("SLURM_JOB_NODELIST");
        String nodes = list.isEmpty() ? variable("SLURM_NODELIST") : list;
        if (nodes.isEmpty()) {
            throw new SchedulerException(
                    "This is not inside a Slurm job: SLURM_JOB_NODELIST is not set",
                    "Keep Slurm's variables in the environment; sbatch's --export=NONE removes none of them.");
        }
        return nodes;
    }

    private NodeInfo node(String name, int cpus, @Nullable NodeInfo known) {
        long memory = known == null ? memory(cpus) : known.memoryMib();
        NodeInfo size = NodeInfo.up(name, Math.max(1, cpus), memory);
        return new NodeInfo(
                name,
                true,
                true,
                size.cpus(),
                memory,
                gpus(),
                known == null ? size.partitions() : known.partitions(),
                size.reservations(),
                known == null ? size.features() : known.features(),
                "",
                "");
    }

    private boolean memoryIsSaid() {
        return memory(1) > 0;
    }

    /** In MiB; 0 if the job's memory is not limited. */
    private long memory(int cpus) {
        int perNode = JobRecord.number(variable("SLURM_MEM_PER_NODE"));
        return perNode > 0 ? perNode : (long) cpus * JobRecord.number(variable("SLURM_MEM_PER_CPU"));
    }

    private int gpus() {
        int here = JobRecord.number(variable("SLURM_GPUS_ON_NODE"));
        return here > 0 ? here : Gres.gpus("gpu:" + variable("SLURM_GPUS_PER_NODE"));
    }

    /** One question for the whole job, where its environment says nothing of memory. No answer, no memory. */
    private Map<String, NodeInfo> ask(List<String> names) {
        var known = new HashMap<String, NodeInfo>();
        for (String list : IdLists.of(List.of(NodeList.compress(names)))) {
            var lines = new NodeLines(Map.of());
            CommandResult result = commands.run(List.of("scontrol", "show", "nodes", list, "-o"), LIMIT, lines::read);
            if (result.ok()) {
                lines.nodes().forEach(node -> known.put(node.name(), node));
            }
        }
        return known;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** {@code 4(x3),2} are three nodes with 4 and one with 2. */
    static List<Integer> counts(String text) {
        var counts = new ArrayList<Integer>();
        Matcher match = COUNTS.matcher(text);
        while (match.find()) {
            int times = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
            for (int at = 0; at < times; at++) {
                counts.add(Integer.parseInt(match.group(1)));
            }
        }
        return counts;
    }
}
