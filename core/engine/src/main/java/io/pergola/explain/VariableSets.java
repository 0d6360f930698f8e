package io.pergola.explain;

import io.pergola.expr.Item;
import io.pergola.expr.Scope;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The sets {@code var sys pav sched}, in the order in which names are looked up, with their values. Immutable. */
public final class VariableSets implements Scope {

    private static final List<String> ORDER = List.of("var", "sys", "pav", "sched");

    private final Map<String, SequencedMap<String, Variable>> sets;

    private VariableSets(Map<String, SequencedMap<String, Variable>> sets) {
        this.sets = Map.copyOf(sets);
    }

    /** With these sets; those of other names are left out. */
    public static VariableSets of(Map<String, SequencedMap<String, Variable>> sets) {
        var known = new LinkedHashMap<String, SequencedMap<String, Variable>>();
        for (String set : ORDER) {
            known.put(
                    set,
                    Collections.unmodifiableSequencedMap(
                            new LinkedHashMap<>(sets.getOrDefault(set, new LinkedHashMap<>()))));
        }
        return new VariableSets(known);
    }

    /** The sets as a resolved test keeps them. */
    static VariableSets saved(Value.Entries saved) {
        var sets = new LinkedHashMap<String, SequencedMap<String, Variable>>();
        for (String set : ORDER) {
            var variables = new LinkedHashMap<String, Variable>();
            if (saved.values().get(set) instanceof Value.Entries(var values)) {
                values.forEach((name, value) -> variables.put(name, variable(value)));
            }
            sets.put(set, variables);
        }
        return of(sets);
    }

    /** A variable from a text, a list or mapping of texts, or a list of mappings; what is null in it waits for the job. */
    static Variable variable(Value value) {
        if (waits(value)) {
            return new Variable.Deferred();
        }
        var items = new ArrayList<Item>();
        if (value instanceof Value.Items(List<Value> values)) {
            values.forEach(each -> items.add(item(each)));
        } else {
            items.add(item(value));
        }
        return new Variable.Known(items);
    }

    private static boolean waits(Value value) {
        return switch (value) {
            case Value.Null() -> true;
            case Value.Items(List<Value> items) -> items.stream().anyMatch(VariableSets::waits);
            case Value.Entries(var parts) -> parts.values().stream().anyMatch(VariableSets::waits);
            default -> false;
        };
    }

    private static Item item(Value value) {
        return value instanceof Value.Entries(var parts) ? new Item.Parts(parts) : new Item.Single(value);
    }

    /**
     * With one more variable.
     *
     * @param set {@code var}, {@code sys}, {@code pav} or {@code sched}
     * @param value a text, a list or mapping of texts, or a list of mappings
     */
    public VariableSets with(String set, String name, Value value) {
        if (!ORDER.contains(set)) {
            throw new IllegalArgumentException("There is no set " + set);
        }
        return with(set, name, variable(value));
    }

    VariableSets with(String set, String name, Variable variable) {
        var more = new LinkedHashMap<>(sets);
        var values = new LinkedHashMap<>(set(set));
        values.put(name, variable);
        more.put(set, values);
        return of(more);
    }

    /** True if there is a set of that name. */
    public static boolean isSet(String name) {
        return ORDER.contains(name);
    }

    private SequencedMap<String, Variable> set(String name) {
        return sets.getOrDefault(name, new LinkedHashMap<>());
    }

    /** The set in which a name is found. */
    Optional<String> setOf(@Nullable String set, String name) {
        return ORDER.stream()
                .filter(each -> (set == null || set.equals(each)) && set(each).containsKey(name))
                .findFirst();
    }

    @Override
    public Optional<Variable> find(@Nullable String set, String name) {
        return setOf(set, name).map(each -> set(each).get(name));
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>();
        for (String set : ORDER) {
            set(set).keySet().forEach(name -> {
                names.add(name);
                names.add(set + "." + name);
            });
        }
        return names;
    }
}
