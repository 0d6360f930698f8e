package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds nodes to one set of criteria. */
final class NodeJudge {

    private static final NodeFilter[] FILTERS = NodeFilter.values();

    private final NodeCriteria criteria;
    private final Map<String, String> unfit;
    private final boolean partitions;
    private final List<Set<String>> features;

    /** A judge of a machine; {@code partitions} says whether it has any. */
    NodeJudge(NodeCriteria criteria, Map<String, String> unfit, boolean partitions) {
        this.criteria = criteria;
        this.unfit = unfit;
        this.partitions = partitions;
        this.features = criteria.features().stream().map(NodeJudge::either).toList();
    }

    private static Set<String> either(String feature) {
        var names = new TreeSet<String>();
        for (String name : feature.split("\\|", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    /** Why the node is not usable, the first reason; null if it is. */
    @Nullable RemovedNode removal(NodeInfo node) {
        for (NodeFilter filter : FILTERS) {
            String reason = reason(filter, node);
            if (reason != null) {
                return new RemovedNode(node, filter, reason);
            }
        }
        return null;
    }

    private @Nullable String reason(NodeFilter filter, NodeInfo node) {
        return switch (filter) {
            case DOWN -> node.up() ? null : state(node, "down");
            case BUSY -> !criteria.onlyAvailable() || node.available() ? null : state(node, "not available");
            case PARTITION -> partition(node);
            case RESERVATION -> reservation(node);
            case ACROSS ->
                criteria.across().isEmpty() || criteria.across().contains(node.name()) ? null : "not in across_nodes";
            case EXCLUDED -> criteria.exclude().contains(node.name()) ? "in exclude_nodes" : null;
            case FEATURES -> lacking(node);
            case SCHEDULER -> unfit.get(node.name());
            case CPUS -> node.cpus() >= criteria.cpus() ? null : few(node.cpus(), criteria.cpus(), "cpus");
            case MEMORY ->
                node.memoryMib() == 0 || node.memoryMib() >= criteria.memoryMib()
                        ? null
                        : few(node.memoryMib(), criteria.memoryMib(), "MiB of memory");
            case GPUS -> node.gpus() >= criteria.gpus() ? null : few(node.gpus(), criteria.gpus(), "gpus");
        };
    }

    private static String state(NodeInfo node, String otherwise) {
        String state = node.state().isBlank() ? otherwise : node.state();
        return node.reason().isBlank() ? state : state + ": " + node.reason();
    }

    private @Nullable String partition(NodeInfo node) {
        Optional<String> wanted = criteria.partition();
        if (wanted.isEmpty() || !partitions || node.partitions().contains(wanted.get())) {
            return null;
        }
        return "in " + list(node.partitions(), "no partition") + ", not in '" + wanted.get() + "'";
    }

    private @Nullable String reservation(NodeInfo node) {
        String wanted = criteria.reservation().orElse("");
        if (wanted.isEmpty()) {
            return node.reservations().isEmpty() ? null : "reserved by " + list(node.reservations(), "");
        }
        if (wanted.equals(NodeCriteria.ANY_RESERVATION) || node.reservations().contains(wanted)) {
            return null;
        }
        return "in " + list(node.reservations(), "no reservation") + ", not in '" + wanted + "'";
    }

    private @Nullable String lacking(NodeInfo node) {
        List<String> lacking = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).stream().noneMatch(node.features()::contains)) {
                lacking.add("'" + criteria.features().get(i) + "'");
            }
        }
        return lacking.isEmpty() ? null : "without " + String.join(", ", lacking);
    }

    private static String few(long has, long wanted, String unit) {
        return has + " " + unit + ", not " + wanted;
    }

    private static String list(Set<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", new TreeSet<>(names));
    }
}
