package io.pergola.resolve;

import io.pergola.config.Origin;
import io.pergola.config.Setting;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Fills in what waited for the allocation, from a saved test alone. */
final class Completion {

    private final Value.Entries config;
    private final Value.Entries variables;
    private final Bindings bindings;
    private final List<Problem> problems = new ArrayList<>();

    Completion(
            Value.Entries config,
            Value.Entries variables,
            Map<String, SequencedMap<String, Variable>> now,
            Functions functions) {
        this.config = config;
        this.variables = variables;
        var sets = new HashMap<String, SequencedMap<String, Variable>>();
        for (String set : List.of("sys", "pav", "sched")) {
            sets.put(set, saved(SectionReader.section(variables, set)));
        }
        now.forEach((set, values) ->
                sets.computeIfAbsent(set, name -> new LinkedHashMap<>()).putAll(values));
        this.bindings = Bindings.of(sets, compiled(), functions);
    }

    /** All variables, none waiting that has a value now. */
    Bindings bindings() {
        return bindings;
    }

    private static SequencedMap<String, Variable> saved(Value.Entries set) {
        var known = new LinkedHashMap<String, Variable>();
        set.values().forEach((name, value) -> known.put(name, variable(value)));
        return known;
    }

    private static Variable variable(Value value) {
        if (!(value instanceof Value.Items(List<Value> items))) {
            return new Variable.Deferred();
        }
        return new Variable.Known(items.stream()
                .<Item>map(item ->
                        item instanceof Value.Entries(var parts) ? new Item.Parts(parts) : new Item.Single(item))
                .toList());
    }

    private SequencedMap<String, CompiledVariable> compiled() {
        var compiled = new LinkedHashMap<String, CompiledVariable>();
        SectionReader.section(config, "variables").values().forEach((name, value) -> {
            if (value instanceof Value.Items(List<Value> items) && !items.isEmpty()) {
                String path = "variables." + name;
                compiled.put(
                        name,
                        new CompiledVariable(
                                name,
                                items.stream().map(item -> item(path, item)).toList()));
            }
        });
        return compiled;
    }

    private CompiledVariable.Item item(String path, Value item) {
        if (!(item instanceof Value.Entries(var values))) {
            return new CompiledVariable.Item.Plain(text(path, item));
        }
        var parts = new LinkedHashMap<String, CompiledText>();
        values.forEach((name, value) -> parts.put(name, text(path + "." + name, value)));
        return new CompiledVariable.Item.Parts(parts);
    }

    private CompiledText text(String path, Value value) {
        String text = value instanceof Value.Text(String written) ? written : "";
        if (!Deferral.waits(text)) {
            return CompiledText.literal(path, text);
        }
        try {
            return CompiledText.parse(path, Setting.Text.of(Deferral.source(text), Origin.DEFAULT), true);
        } catch (ResolveFailure e) {
            problems.add(e.problem());
            return CompiledText.literal(path, text);
        }
    }

    /**
     * The tree with nothing waiting.
     *
     * @throws ConfigException if something cannot be resolved
     */
    Value.Entries config() {
        Value done = complete("", config);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return (Value.Entries) done;
    }

    private Value complete(String path, Value value) {
        return switch (value) {
            case Value.Text(String text) -> Deferral.waits(text) ? single(path, value) : value;
            case Value.Items(List<Value> items) -> list(path, items);
            case Value.Entries(var entries) -> {
                var done = new LinkedHashMap<String, Value>();
                entries.forEach(
                        (name, item) -> done.put(name, complete(path.isEmpty() ? name : path + "." + name, item)));
                yield new Value.Entries(done);
            }
            default -> value;
        };
    }

    private Value list(String path, List<Value> items) {
        List<Value> done = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            boolean waits = item instanceof Value.Text(String text) && Deferral.waits(text);
            Value now = waits ? resolve(path + "." + i, item) : complete(path + "." + i, item);
            if (waits && now instanceof Value.Items(List<Value> spliced)) {
                done.addAll(spliced);
            } else {
                done.add(now);
            }
        }
        return new Value.Items(done);
    }

    private Value single(String path, Value waiting) {
        Value value = resolve(path, waiting);
        if (value instanceof Value.Items) {
            problems.add(Problem.error(path + ": a single text is expected here, but the expression gives a list"));
            return waiting;
        }
        return value;
    }

    private Value resolve(String path, Value waiting) {
        try {
            @Nullable Value value = bindings.resolve(text(path, waiting));
            return value == null ? waiting : value;
        } catch (ResolveFailure e) {
            if (!problems.contains(e.problem())) {
                problems.add(e.problem());
            }
            return waiting;
        }
    }

    /** A variable that nothing uses may stay as it is. */
    private Value items(String name, Value waiting) {
        try {
            return new Value.Items(bindings.items(name));
        } catch (ResolveFailure e) {
            return waiting;
        }
    }

    /** The sets as they were saved, the test's own variables with nothing waiting. */
    Value.Entries variables() {
        var done = new LinkedHashMap<>(variables.values());
        var own = new LinkedHashMap<String, Value>();
        SectionReader.section(config, "variables").values().forEach((name, value) -> own.put(name, items(name, value)));
        done.put("var", new Value.Entries(own));
        if (done.get("__deferred") instanceof Value.Items(List<Value> waiting)) {
            done.put(
                    "__deferred",
                    new Value.Items(waiting.stream()
                            .filter(entry -> !(entry instanceof Value.Items(List<Value> parts)
                                    && !parts.isEmpty()
                                    && parts.getFirst().equals(Value.of("var"))))
                            .toList()));
        }
        return new Value.Entries(done);
    }
}
