package io.pergola.results;

import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a run was, as far as references may depend on it.
 *
 * @param system the name of the system; may be empty
 * @param nodes the names of its nodes; empty if not known
 */
public record RunPlace(String system, List<String> nodes) {

    /** Copies. */
    public RunPlace {
        nodes = List.copyOf(nodes);
    }

    /** By what results say of it. */
    public static RunPlace of(Value.Entries results) {
        List<String> nodes = results.values().get(ResultKeys.NODES) instanceof Value.Items(var items)
                ? items.stream()
                        .filter(Value.Text.class::isInstance)
                        .map(node -> ((Value.Text) node).value())
                        .toList()
                : List.of();
        return new RunPlace(results.values().get("sys_name") instanceof Value.Text(String name) ? name : "", nodes);
    }

    /** True if the glob stands for the system, or for all of the nodes. */
    public boolean fits(String glob) {
        return fits(Globs.pattern(glob));
    }

    boolean fits(Pattern names) {
        return names.matcher(system).matches()
                || (!nodes.isEmpty()
                        && nodes.stream().allMatch(node -> names.matcher(node).matches()));
    }
}
