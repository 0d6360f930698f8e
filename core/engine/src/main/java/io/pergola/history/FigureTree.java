package io.pergola.history;

import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Puts mappings together again whose keys were joined by dots. */
final class FigureTree {

    /** A mapping in the making; the others are {@link Value}s. */
    private static final class Branch extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;
    }

    private final Branch root = new Branch();

    /** Where a value stands already, nothing can be below it: then the key stays as it is. */
    void put(String key, Value value) {
        Branch branch = root;
        String[] parts = key.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            if (branch.computeIfAbsent(parts[i], _ -> new Branch()) instanceof Branch next) {
                branch = next;
            } else {
                root.putIfAbsent(key, value);
                return;
            }
        }
        branch.putIfAbsent(parts[parts.length - 1], value);
    }

    SequencedMap<String, Value> values() {
        return values(root);
    }

    private static SequencedMap<String, Value> values(Branch branch) {
        var values = new LinkedHashMap<String, Value>();
        for (Map.Entry<String, Object> entry : branch.entrySet()) {
            values.put(
                    entry.getKey(),
                    entry.getValue() instanceof Branch below ? Value.of(values(below)) : (Value) entry.getValue());
        }
        return values;
    }
}
