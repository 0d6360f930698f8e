package io.pergola.resolve;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pruning rules of the conformance corpus, as its file {@code prune.json} has them. */
final class Pruning {

    private final List<String> dropTop;
    private final Map<String, List<String>> defaults = new LinkedHashMap<>();
    private final List<List<String>> freeMaps;

    Pruning(Value.Entries rules) {
        dropTop = texts(rules.values().get("drop_top"));
        entries(rules, "defaults")
                .values()
                .forEach((path, value) ->
                        defaults.put(path, value instanceof Value.Text(String text) ? List.of(text) : texts(value)));
        freeMaps = texts(rules.values().get("free_maps")).stream()
                .map(path -> List.of(path.split("\\.")))
                .toList();
    }

    /** The mapping behind a key; empty if there is none. */
    static Value.Entries entries(Value.Entries from, String key) {
        return from.values().get(key) instanceof Value.Entries found ? found : new Value.Entries(new LinkedHashMap<>());
    }

    static List<String> texts(@Nullable Value value) {
        return value instanceof Value.Items(List<Value> items)
                ? items.stream().map(item -> ((Value.Text) item).value()).toList()
                : List.of();
    }

    Value.Entries prune(Value.Entries config, Set<String> permuted) {
        var top = new LinkedHashMap<>(config.values());
        dropTop.forEach(top::remove);
        if (top.get("variables") instanceof Value.Entries(var variables)) {
            var rest = new LinkedHashMap<>(variables);
            permuted.forEach(name -> rest.remove(name.replaceFirst("^var\\.", "")));
            top.put("variables", new Value.Entries(rest));
        }
        return (Value.Entries) prune(new Value.Entries(top), List.of());
    }

    private Value prune(Value value, List<String> path) {
        return switch (value) {
            case Value.Entries(SequencedMap<String, Value> entries) -> {
                boolean free = isFree(path);
                var rest = new LinkedHashMap<String, Value>();
                entries.forEach((name, item) -> {
                    List<String> below = with(path, name);
                    boolean isDefault = item instanceof Value.Text(String text)
                            && defaults.getOrDefault(String.join(".", below), List.of())
                                    .contains(text);
                    Value pruned = prune(item, below);
                    if (!isDefault && (free || !empty(pruned))) {
                        rest.put(name, pruned);
                    }
                });
                yield new Value.Entries(rest);
            }
            case Value.Items(List<Value> items) -> {
                List<Value> rest = new ArrayList<>();
                items.forEach(item -> rest.add(prune(item, with(path, "#"))));
                yield new Value.Items(rest);
            }
            default -> value;
        };
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private boolean isFree(List<String> path) {
        return freeMaps.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean empty(Value value) {
        return switch (value) {
            case Value.Null() -> true;
            case Value.Text(String text) -> text.isEmpty();
            case Value.Items(List<Value> items) -> items.isEmpty();
            case Value.Entries(var entries) -> entries.isEmpty();
            default -> false;
        };
    }
}
