package io.pergola.run;

import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Variables as results show them: a single item unwrapped, several as a list. */
final class VariableValues {

    private static final Set<String> TOO_LONG = Set.of("node_list", "test_node_list");

    private VariableValues() {}

    static Value set(Value.Entries variables, String set) {
        var shown = new LinkedHashMap<String, Value>();
        if (variables.values().get(set) instanceof Value.Entries entries) {
            entries.values().forEach((name, items) -> {
                if (!TOO_LONG.contains(name)) {
                    shown.put(name, unwrapped(items));
                }
            });
        }
        return new Value.Entries(shown);
    }

    private static Value unwrapped(Value items) {
        if (!(items instanceof Value.Items list)) {
            return items;
        }
        List<Value> values = list.values();
        return switch (values.size()) {
            case 0 -> Value.NULL;
            case 1 -> values.getFirst();
            default -> items;
        };
    }
}
