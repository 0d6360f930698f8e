package io.pergola.resolve;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.model.Value;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What nobody set is most of a resolved tree, and is not worth the time to save and read. */
final class Unset {

    private Unset() {}

    /** The tree without keys that are null, or empty for want of a value. Below keys that users name, nothing is touched. */
    static Value.Entries dropped(Value.Entries tree, KeyType.Section keys) {
        var kept = LinkedHashMap.<String, Value>newLinkedHashMap(tree.values().size());
        tree.values().forEach((name, value) -> {
            Value left = value instanceof Value.Entries below
                    ? below(below, keys.find(name).orElse(null))
                    : value;
            if (!isEmpty(left)) {
                kept.put(name, left);
            }
        });
        return new Value.Entries(kept);
    }

    private static Value.Entries below(Value.Entries tree, @Nullable Key key) {
        return key != null && key.type() instanceof KeyType.Section section ? dropped(tree, section) : tree;
    }

    private static boolean isEmpty(Value value) {
        return value.equals(Value.NULL)
                || (value instanceof Value.Items(var items) && items.isEmpty())
                || (value instanceof Value.Entries(var entries) && entries.isEmpty());
    }
}
