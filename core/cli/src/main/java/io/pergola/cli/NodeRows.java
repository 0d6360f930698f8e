package io.pergola.cli;

import io.pergola.model.NodeInfo;
import io.pergola.model.NodeList;
import io.pergola.model.Value;
import io.pergola.nodes.Chunk;
import io.pergola.nodes.RemovedNode;
import io.pergola.report.Column;
import io.pergola.schedule.NodePlan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nodes and chunks as rows. */
final class NodeRows {

    private NodeRows() {}

    /** A table of nodes. */
    static Listing table() {
        return new Listing("nodes")
                .column("name", Column.fixed("Node"))
                .column("state", Column.fixed("State"))
                .column("cpus", Column.number("CPUs"))
                .column("memory", Column.number("MiB"))
                .column("gpus", Column.number("GPUs"))
                .column("partitions", Column.text("Partitions", 10))
                .column("features", Column.text("Features", 10))
                .column("reservations", Column.text("Reservations", 10))
                .column("reason", Column.text("Reason", 10));
    }

    static SequencedMap<String, Value> row(NodeInfo node) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(node.name()));
        row.put("state", Value.of(node.state()));
        row.put("up", Value.of(node.up()));
        row.put("available", Value.of(node.available()));
        row.put("cpus", Value.of(node.cpus()));
        row.put("memory", Value.of(node.memoryMib()));
        row.put("gpus", Value.of(node.gpus()));
        row.put("partitions", sorted(node.partitions()));
        row.put("features", sorted(node.features()));
        row.put("reservations", sorted(node.reservations()));
        row.put("reason", Value.of(node.reason()));
        return row;
    }

    static SequencedMap<String, Value> removed(RemovedNode node) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(node.node().name()));
        row.put("filter", Value.of(node.filter().label()));
        row.put("reason", Value.of(node.reason()));
        return row;
    }

    static SequencedMap<String, Value> chunk(Chunk chunk) {
        List<String> names = names(chunk.nodes());
        var row = new LinkedHashMap<String, Value>();
        row.put("chunk", Value.of(chunk.index()));
        row.put("size", Value.of(chunk.size()));
        row.put("list", Value.of(NodeList.compress(names)));
        row.put("nodes", Value.ofTexts(names));
        return row;
    }

    /** {@code 3 down, 2 in exclude_nodes}. */
    static String counts(NodePlan plan) {
        return plan.nodes().counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", "));
    }

    /** All that is known of a plan. */
    static Value plan(NodePlan plan, List<String> tests) {
        var values = new LinkedHashMap<String, Value>();
        values.put("tests", Value.ofTexts(tests));
        values.put("usable", Value.ofTexts(names(plan.nodes().usable())));
        values.put(
                "removed",
                new Value.Items(plan.nodes().removed().stream()
                        .map(node -> (Value) new Value.Entries(removed(node)))
                        .toList()));
        values.put(
                "chunks",
                new Value.Items(plan.chunks().stream()
                        .map(chunk -> (Value) new Value.Entries(chunk(chunk)))
                        .toList()));
        plan.seed().ifPresent(seed -> values.put("seed", Value.of(seed)));
        values.put(
                "problems",
                Value.ofTexts(
                        plan.problems().stream().map(problem -> problem.what()).toList()));
        return new Value.Entries(values);
    }

    private static List<String> names(Collection<NodeInfo> nodes) {
        return nodes.stream().map(NodeInfo::name).toList();
    }

    private static Value sorted(Collection<String> names) {
        return Value.ofTexts(List.copyOf(new TreeSet<>(names)));
    }
}
