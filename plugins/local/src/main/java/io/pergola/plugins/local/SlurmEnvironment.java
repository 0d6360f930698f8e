package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.NodeList;
import io.pergola.model.SchedulerException;
import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An allocation of {@code salloc} or {@code sbatch}, from what these set: salloc(1), "OUTPUT ENVIRONMENT VARIABLES". */
record SlurmEnvironment(Map<String, String> environment, CommandRunner commands) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern COUNTS = Pattern.compile("(\\d{1,9})(?:\\(x(\\d{1,9})\\))?");
    private static final Pattern NODE = Pattern.compile("NodeName=(\\S+) .*?\\bRealMemory=(\\d{1,12})\\b");
    private static final Pattern NUMBER = Pattern.compile("(?:.*:)?(\\d{1,9})(?:\\(.*)?");

    Optional<HeldAllocation> find() {
        String job = variable("SLURM_JOB_ID");
        String list = variable("SLURM_JOB_NODELIST");
        if (job.isEmpty() || list.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = names(list);
        List<Integer> cpus = counts(variable("SLURM_JOB_CPUS_PER_NODE"));
        Map<String, Long> memory =
                number("SLURM_MEM_PER_NODE") + number("SLURM_MEM_PER_CPU") > 0 ? Map.of() : ask(list);
        var nodes = new ArrayList<NodeInfo>();
        for (int at = 0; at < names.size(); at++) {
            int its = cpus.isEmpty() ? 1 : cpus.get(Math.min(at, cpus.size() - 1));
            String name = names.get(at);
            nodes.add(node(name, its, memory.getOrDefault(name, memory(its)), gpus(names.size())));
        }
        return Optional.of(new HeldAllocation(
                "slurm " + variable("SLURM_CLUSTER_NAME") + " " + job, HeldAllocation.Grantor.SLURM, nodes));
    }

    static NodeInfo node(String name, int cpus, long memory, int gpus) {
        return new NodeInfo(name, true, true, Math.max(1, cpus), memory, gpus, Set.of(), Set.of(), Set.of(), "", "");
    }

    static List<String> names(String list) {
        return switch (NodeList.parse(list)) {
            case NodeList.Names(List<String> names) -> names;
            case NodeList.Malformed wrong ->
                throw new SchedulerException(wrong.problem().what(), wrong.help());
        };
    }

    /** {@code 4(x3),2} are three nodes with 4 and one with 2. */
    private static List<Integer> counts(String text) {
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

    /** In MiB. */
    private long memory(int cpus) {
        long perNode = number("SLURM_MEM_PER_NODE");
        return perNode > 0 ? perNode : cpus * number("SLURM_MEM_PER_CPU");
    }

    /** On each node, where the user asked for any. */
    private int gpus(int nodes) {
        long perNode = number("SLURM_GPUS_PER_NODE");
        return (int) (perNode > 0 ? perNode : number("SLURM_GPUS") / nodes);
    }

    private long number(String variable) {
        Matcher match = NUMBER.matcher(variable(variable));
        return match.matches() ? Long.parseLong(match.group(1)) : 0;
    }

    /** All of a node's memory, where the job was given no part of it. No answer, no memory. */
    private Map<String, Long> ask(String list) {
        var memory = new HashMap<String, Long>();
        CommandResult result = commands.run(List.of("scontrol", "show", "nodes", list, "-o"), LIMIT, line -> {
            Matcher match = NODE.matcher(line);
            if (match.find()) {
                memory.put(match.group(1), Long.parseLong(match.group(2)));
            }
        });
        return result.ok() ? memory : Map.of();
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
