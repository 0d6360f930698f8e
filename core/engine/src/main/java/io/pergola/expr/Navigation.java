package io.pergola.expr;

import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Follows paths into values: results, and what functions return. */
final class Navigation {

    private final Indexes indexes;

    Navigation(Evaluator evaluator) {
        this.indexes = new Indexes(evaluator);
    }

    /** What the steps from one of them on lead to; nulls in a list are dropped, before an index counts and at the end. */
    Value walk(Value start, List<Step> steps, int from) {
        Value value = start;
        for (int i = from; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Key(String name) -> value = entry(value, name);
                case Step.Position position -> value = position(value, position);
                case Step.At at -> value = indexes.at(items(value), at);
                case Step.All() -> {
                    return spread(elements(value), steps, i + 1);
                }
                case Step.Slice slice -> {
                    return spread(indexes.slice(items(value), slice, false), steps, i + 1);
                }
            }
        }
        return value instanceof Value.Items(List<Value> items) ? new Value.Items(withoutNulls(items)) : value;
    }

    private static Value entry(Value value, String name) {
        if (!(value instanceof Value.Entries(SequencedMap<String, Value> entries))) {
            throw new ArgumentException("There is no \"" + name + "\" in " + Kinds.of(value));
        }
        Value found = entries.get(name);
        if (found == null) {
            throw new ArgumentException("There is no \"" + name + "\"" + among(entries.keySet()));
        }
        return found;
    }

    private static String among(Set<String> names) {
        return names.isEmpty() ? ": the mapping is empty" : " among " + Kinds.shortened(String.join(", ", names));
    }

    private static Value position(Value value, Step.Position position) {
        return value instanceof Value.Entries ? entry(value, position.digits()) : Indexes.at(items(value), position);
    }

    private static List<Value> items(Value value) {
        if (!(value instanceof Value.Items(List<Value> items))) {
            throw new ArgumentException("Only a list can be indexed, not " + Kinds.of(value));
        }
        return withoutNulls(items);
    }

    private static List<Value> withoutNulls(List<Value> items) {
        return items.contains(Value.NULL)
                ? items.stream().filter(item -> !(item instanceof Value.Null)).toList()
                : items;
    }

    /** The items of a list, or the values of a mapping in the order of its keys. */
    private static List<Value> elements(Value value) {
        return switch (value) {
            case Value.Items(List<Value> items) -> withoutNulls(items);
            case Value.Entries(SequencedMap<String, Value> entries) ->
                withoutNulls(entries.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparisons::texts))
                        .map(Map.Entry::getValue)
                        .toList());
            default -> throw new ArgumentException("\"*\" needs a list or a mapping, not " + Kinds.of(value));
        };
    }

    /** The rest of the path in each element; those that lack it are left out, unless all do. */
    private Value spread(List<Value> elements, List<Step> steps, int from) {
        var found = new ArrayList<Value>(elements.size());
        ArgumentException lacking = null;
        for (Value element : elements) {
            try {
                found.add(walk(element, steps, from));
            } catch (ArgumentException e) {
                lacking = e;
            }
        }
        if (found.isEmpty() && lacking != null) {
            throw lacking;
        }
        return new Value.Items(withoutNulls(found));
    }
}
