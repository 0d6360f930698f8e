package io.pergola.machine;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Makes variables. */
final class Variables {

    private Variables() {}

    static Variable text(String value) {
        return new Variable.Known(List.of(new Item.Single(Value.of(value))));
    }

    static Variable system(OperatingSystem system) {
        SequencedMap<String, Value> parts = new LinkedHashMap<>();
        parts.put("name", Value.of(system.name()));
        parts.put("version", Value.of(system.version()));
        return new Variable.Known(List.of(new Item.Parts(parts)));
    }
}
