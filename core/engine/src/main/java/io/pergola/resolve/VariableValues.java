package io.pergola.resolve;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Variable sets as values, in the form in which they are saved. */
final class VariableValues {

    private static final String NODES = "node_list";

    private VariableValues() {}

    /** A set: each variable a list of its items, or null if it waits. */
    static Value.Entries set(SequencedMap<String, Variable> variables) {
        var values = new LinkedHashMap<String, Value>();
        variables.forEach((name, variable) -> values.put(name, value(variable)));
        return new Value.Entries(values);
    }

    /** The same without the names of all nodes: of a large machine they are more than all else, and only texts that wait may need them. */
    static Value.Entries withoutNodes(SequencedMap<String, Variable> variables) {
        var values = new LinkedHashMap<String, Value>();
        variables.forEach((name, variable) -> {
            if (!name.equals(NODES)) {
                values.put(name, value(variable));
            }
        });
        return new Value.Entries(values);
    }

    private static Value value(Variable variable) {
        if (!(variable instanceof Variable.Known(List<Item> items))) {
            return Value.NULL;
        }
        List<Value> values = new ArrayList<>(items.size());
        for (Item item : items) {
            values.add(item(item));
        }
        return new Value.Items(values);
    }

    static Value item(Item item) {
        if (item instanceof Item.Single(Value value)) {
            return value;
        }
        return new Value.Entries(((Item.Parts) item).parts());
    }

    /** What of a set waits, each as {@code [set, name, null, null]}. */
    static List<Value> waiting(String set, SequencedMap<String, Variable> variables) {
        return variables.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Variable.Deferred)
                .map(entry -> entry(set, entry.getKey(), Value.NULL, Value.NULL))
                .toList();
    }

    /** What of a test's own variables waits, as {@code [var, name, index, sub]}; the values without marks go to {@code known}. */
    static List<Value> waiting(Value.Entries variables, SequencedMap<String, Value> known) {
        List<Value> waiting = new ArrayList<>();
        variables.values().forEach((name, value) -> {
            if (!Deferral.anyWaits(value)) {
                known.put(name, value);
            } else if (value instanceof Value.Items(List<Value> items)) {
                List<Value> rest = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    rest.add(without(items.get(i), name, i, waiting));
                }
                known.put(name, new Value.Items(rest));
            }
        });
        return waiting;
    }

    private static Value without(Value item, String name, int index, List<Value> waiting) {
        if (item instanceof Value.Entries(var parts)) {
            var rest = new LinkedHashMap<String, Value>();
            parts.forEach((part, value) -> {
                boolean waits = Deferral.anyWaits(value);
                rest.put(part, waits ? Value.NULL : value);
                if (waits) {
                    waiting.add(entry("var", name, Value.of(index), Value.of(part)));
                }
            });
            return new Value.Entries(rest);
        }
        if (Deferral.anyWaits(item)) {
            waiting.add(entry("var", name, Value.of(index), Value.NULL));
            return Value.NULL;
        }
        return item;
    }

    private static Value entry(String set, String name, Value index, Value sub) {
        return new Value.Items(List.of(Value.of(set), Value.of(name), index, sub));
    }
}
