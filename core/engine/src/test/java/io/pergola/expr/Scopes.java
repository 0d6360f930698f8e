package io.pergola.expr;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scopes for tests: sets of variables in look-up order, from values as suites give them. */
final class Scopes {

    static final Scope EMPTY = new Sets(Map.of());

    private Scopes() {}

    /** A scope whose set {@code var} holds plain variables: names and texts in turn. */
    static Scope of(String... namesAndTexts) {
        var variables = new LinkedHashMap<String, Variable>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            variables.put(namesAndTexts[i], items(namesAndTexts[i + 1].split("\\|", -1)));
        }
        return new Sets(Map.of("var", variables));
    }

    private static Variable items(String... texts) {
        return new Variable.Known(List.of(texts).stream().map(Item::of).toList());
    }

    /** Sets in the order in which a name without a set is looked up. */
    record Sets(Map<String, Map<String, Variable>> sets) implements Scope {

        @Override
        public Optional<Variable> find(@Nullable String set, String name) {
            if (set != null) {
                return Optional.ofNullable(sets.getOrDefault(set, Map.of()).get(name));
            }
            return sets.values().stream()
                    .filter(variables -> variables.containsKey(name))
                    .findFirst()
                    .map(variables -> variables.get(name));
        }

        @Override
        public Collection<String> names() {
            return sets.values().stream()
                    .flatMap(variables -> variables.keySet().stream())
                    .toList();
        }
    }

    /** A variable from a text, a list or mapping of texts, or a list of mappings. */
    static Variable variable(Value value) {
        var items = new ArrayList<Item>();
        if (value instanceof Value.Items(List<Value> values)) {
            values.forEach(item -> items.add(item(item)));
        } else {
            items.add(item(value));
        }
        return new Variable.Known(items);
    }

    private static Item item(Value value) {
        return value instanceof Value.Entries(var parts) ? new Item.Parts(parts) : new Item.Single(value);
    }
}
