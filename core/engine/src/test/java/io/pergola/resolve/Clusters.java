package io.pergola.resolve;

import io.pergola.expr.Variable;
import io.pergola.json.Json;
import io.pergola.model.NodeInfo;
import io.pergola.model.Value;
import io.pergola.schedule.LastPasses;
import io.pergola.schedule.Machine;
import io.pergola.schedule.NodePlan;
import io.pergola.schedule.SchedulerVariables;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.OptionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clusters of the conformance corpus, and a scheduler {@code slurm} that has one of them. */
final class Clusters {

    private final Value.Entries corpus;

    private Clusters(Value.Entries corpus) {
        this.corpus = corpus;
    }

    static Clusters read() throws IOException {
        try (InputStream input = Files.newInputStream(Path.of("src/test/resources/conformance/chunks.json"))) {
            return new Clusters((Value.Entries) Json.read(input));
        }
    }

    List<Value.Entries> cases() {
        return items(corpus, "cases").stream().map(Value.Entries.class::cast).toList();
    }

    Machine machine(String name) {
        List<NodeInfo> nodes = items(entries(corpus, "inventories"), name).stream()
                .map(node -> node(((Value.Entries) node).values()))
                .toList();
        return new Machine(nodes, new States(nodes), LastPasses.NONE, 1);
    }

    private static NodeInfo node(Map<String, Value> node) {
        return new NodeInfo(
                text(node.get("name")),
                Value.of(true).equals(node.get("up")),
                Value.of(true).equals(node.get("available")),
                (int) number(node.get("cpus")),
                number(node.get("mem_bytes")) >> 20,
                0,
                texts(node.get("partitions")),
                texts(node.get("reservations")),
                texts(node.get("features")),
                text(node.get("state")),
                "");
    }

    static String text(@Nullable Value value) {
        return ((Value.Text) Objects.requireNonNull(value)).value();
    }

    static long number(@Nullable Value value) {
        return ((Value.Int) Objects.requireNonNull(value)).value().longValue();
    }

    static Value.Entries entries(Value.Entries from, String key) {
        return (Value.Entries) Objects.requireNonNull(from.values().get(key));
    }

    static List<Value> items(Value.Entries from, String key) {
        return ((Value.Items) Objects.requireNonNull(from.values().get(key))).values();
    }

    static List<String> texts(Value.Entries from, String key) {
        return items(from, key).stream().map(Clusters::text).toList();
    }

    private static Set<String> texts(@Nullable Value value) {
        return Set.copyOf(Pruning.texts(Objects.requireNonNull(value)));
    }

    /** Slurm's rule: a node is up if every part of its state is in {@code up_states}. */
    private record States(List<NodeInfo> nodes) implements NodeInventory {

        @Override
        public List<NodeInfo> judged(
                List<NodeInfo> all, Map<String, List<String>> schedule, Map<String, List<String>> options) {
            var up = new ArrayList<>(options.getOrDefault("up_states", List.of()));
            var available = new ArrayList<>(options.getOrDefault("avail_states", List.of()));
            if (!schedule.getOrDefault("reservation", List.of()).isEmpty()) {
                up.addAll(options.getOrDefault("reserved_states", List.of()));
                available.addAll(options.getOrDefault("reserved_states", List.of()));
            }
            return all.stream().map(node -> judged(node, up, available)).toList();
        }

        private static NodeInfo judged(NodeInfo node, List<String> up, List<String> available) {
            List<String> parts = List.of(node.state().split("\\+", -1));
            return new NodeInfo(
                    node.name(),
                    up.containsAll(parts),
                    available.containsAll(parts),
                    node.cpus(),
                    node.memoryMib(),
                    node.gpus(),
                    node.partitions(),
                    node.reservations(),
                    node.features(),
                    node.state(),
                    node.reason());
        }
    }

    /** The schedulers {@code raw}, and {@code slurm} on that cluster. */
    SchedulerFacts with(String cluster) {
        SchedulerFacts raw = StandIns.raw();
        Machine machine = machine(cluster);
        return new SchedulerFacts() {
            @Override
            public boolean known(String scheduler) {
                return scheduler.equals("slurm") || raw.known(scheduler);
            }

            @Override
            public Collection<String> names() {
                return List.of("raw", "slurm");
            }

            @Override
            public List<OptionKey> options(String scheduler) {
                return List.of();
            }

            @Override
            public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
                return scheduler.equals("slurm")
                        ? SchedulerVariables.advanced(schedule, NodePlan.of(scheduler, schedule, machine, Map.of()), 1)
                        : raw.variables(scheduler, schedule);
            }
        };
    }
}
