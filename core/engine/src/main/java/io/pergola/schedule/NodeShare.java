package io.pergola.schedule;

import io.pergola.model.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run gets of an allocation that is held already.
 *
 * @param count how many nodes, at least 1, all of them for itself unless it asks for slots
 * @param among the names of those that it may have; empty for any
 */
public record NodeShare(int count, List<String> among) {

    static final String KEY = "nodes";

    /** Copies. */
    public NodeShare {
        among = List.copyOf(among);
    }

    Value toValue() {
        var values = new LinkedHashMap<String, Value>();
        values.put("count", Value.of(count));
        if (!among.isEmpty()) {
            values.put("among", Value.ofTexts(among));
        }
        return new Value.Entries(values);
    }

    static Optional<NodeShare> of(Map<String, Value> values) {
        if (!(values.get(KEY) instanceof Value.Entries(Map<String, Value> share)
                && share.get("count") instanceof Value.Int(BigInteger count))) {
            return Optional.empty();
        }
        var among = new ArrayList<String>();
        if (share.get("among") instanceof Value.Items(List<Value> names)) {
            for (Value name : names) {
                if (name instanceof Value.Text(String text)) {
                    among.add(text);
                }
            }
        }
        return Optional.of(new NodeShare(count.intValueExact(), among));
    }
}
