package io.pergola.slots;

import io.pergola.model.Value;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NumaDomain;
import io.pergola.spi.slots.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One case of the corpus, its expectations as text in one form. */
record SlotCase(Value.Entries value) {

    static Value get(Value.Entries entries, String key) {
        return Objects.requireNonNull(entries.values().get(key), key);
    }

    static List<SlotCase> all(Value corpus) {
        return items((Value.Entries) corpus, "cases").stream()
                .map(each -> new SlotCase((Value.Entries) each))
                .toList();
    }

    String id() {
        return text(value, "id");
    }

    List<Value> operations() {
        return items(value, "ops");
    }

    private Value.Entries answer() {
        Value recommended = value.values().get("recommended_results");
        return (Value.Entries) (recommended == null ? get(value, "oracle") : recommended);
    }

    List<NodeResources> nodes() {
        return items(value, "nodes").stream()
                .map(node -> node((Value.Entries) node))
                .toList();
    }

    private NodeResources node(Value.Entries node) {
        return new NodeResources(
                number(node, "index"),
                text(node, "name"),
                indexes(node, "cores"),
                indexes(node, "gpus"),
                number(node, "mem"),
                number(node, "lfs"),
                domains());
    }

    /** A count, a list of what is occupied of each, a list of units with their index, or a list of indexes. */
    private static List<Integer> indexes(Value.Entries node, String key) {
        if (!(node.values().get(key) instanceof Value.Items(List<Value> values))) {
            return IntStream.range(0, number(node, key)).boxed().toList();
        }
        var indexes = new ArrayList<Integer>();
        for (Value each : values) {
            indexes.add(
                    switch (each) {
                        case Value.Entries entry -> number(entry, "index");
                        case Value.Int(var index) -> index.intValueExact();
                        default -> indexes.size();
                    });
        }
        return indexes;
    }

    /** The cores that the corpus says are down, by node. */
    Map<String, List<Integer>> down() {
        var down = new TreeMap<String, List<Integer>>();
        for (Value each : items(value, "nodes")) {
            var node = (Value.Entries) each;
            if (node.values().get("cores") instanceof Value.Items(List<Value> values)) {
                down.put(
                        text(node, "name"),
                        IntStream.range(0, values.size())
                                .filter(i -> values.get(i) instanceof Value.Null)
                                .boxed()
                                .toList());
            }
        }
        return down;
    }

    private List<NumaDomain> domains() {
        if (!(value.values().get("numa_domain_map") instanceof Value.Entries(var domains))) {
            return List.of();
        }
        return domains.entrySet().stream()
                .map(each -> new NumaDomain(
                        Integer.parseInt(each.getKey()),
                        indexes((Value.Entries) each.getValue(), "cores"),
                        indexes((Value.Entries) each.getValue(), "gpus")))
                .toList();
    }

    /** What an operation is to answer. */
    String expected(int operation) {
        var result = (Value.Entries) items(answer(), "results").get(operation);
        Value error = result.values().get("error");
        if (error != null) {
            return "error " + ((Value.Text) error).value();
        }
        Value slots = result.values().getOrDefault("slots", result.values().get("slot"));
        if (slots instanceof Value.Items(List<Value> values)) {
            return values.stream().map(this::slot).collect(Collectors.joining("\n"));
        }
        return slots instanceof Value.Entries ? slot(slots) : slots == null ? plain(result) : "none";
    }

    /** The suffix that the original adds to the node's name in a NUMA domain stands in a field of its own here. */
    private String slot(Value value) {
        var slot = (Value.Entries) value;
        return text(slot, "node_name").replaceFirst("\\.\\d+$", "") + " " + number(slot, "node_index") + " cores "
                + units(slot, "cores") + " gpus " + units(slot, "gpus") + " mem " + number(slot, "mem") + " lfs "
                + number(slot, "lfs");
    }

    private static String units(Value.Entries slot, String key) {
        return items(slot, key).stream()
                .map(each -> (Value.Entries) each)
                .map(each -> number(each, "index") + ":" + milli(get(each, "occupation")))
                .toList()
                .toString();
    }

    static String plain(Value.Entries result) {
        return new TreeMap<>(result.values()).toString();
    }

    /** What the nodes are to be like in the end. */
    List<String> expectedNodes() {
        return items((Value.Entries) get(answer(), "final"), "nodes").stream()
                .map(each -> (Value.Entries) each)
                .map(node -> text(node, "name") + " " + number(node, "index") + " cores " + occupied(node, "cores")
                        + " gpus " + occupied(node, "gpus") + " mem " + number(node, "mem") + " lfs "
                        + number(node, "lfs"))
                .toList();
    }

    private static String occupied(Value.Entries node, String key) {
        return items(node, key).stream()
                .map(each -> ((Value.Items) each).values())
                .map(pair -> ((Value.Int) pair.getFirst()).value() + ":" + milli(pair.getLast()))
                .toList()
                .toString();
    }

    int expectedStart() {
        return number((Value.Entries) get(answer(), "final"), "start_index");
    }

    /** Thousandths, or a word for what is down. */
    private static String milli(Value occupation) {
        return occupation instanceof Value.Null
                ? "down"
                : Long.toString(Math.round(Share.WHOLE * fraction(occupation)));
    }

    static double fraction(Value value) {
        return value instanceof Value.Int(var whole) ? whole.doubleValue() : ((Value.Real) value).value();
    }

    static String text(Value.Entries entries, String key) {
        return ((Value.Text) get(entries, key)).value();
    }

    static int number(Value.Entries entries, String key) {
        return ((Value.Int) get(entries, key)).value().intValueExact();
    }

    static List<Value> items(Value.Entries entries, String key) {
        return ((Value.Items) get(entries, key)).values();
    }
}
