package io.pergola.resolve;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The parts of trees that no test of a request has set: made once for all of them. Not safe for several threads. */
final class DefaultNodes {

    private final Map<String, CompiledNode> known = new HashMap<>();

    /** What stands at a path where nobody set anything. */
    CompiledNode at(String path, Supplier<CompiledNode> maker) {
        CompiledNode node = known.get(path);
        if (node == null) {
            node = maker.get();
            known.put(path, node);
        }
        return node;
    }
}
