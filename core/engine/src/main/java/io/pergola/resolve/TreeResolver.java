package io.pergola.resolve;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the parts of a tree for one permutation, and gathers all that fails. */
final class TreeResolver {

    private final Bindings bindings;
    private final Set<Problem> problems = new LinkedHashSet<>();

    TreeResolver(Bindings bindings) {
        this.bindings = bindings;
    }

    /** All failures so far; a variable that fails is one, however often it is used. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void fail(Problem problem) {
        problems.add(problem);
    }

    Value resolve(CompiledNode node) {
        return switch (node) {
            case CompiledNode.Fixed(Value value) -> value;
            case CompiledNode.Leaf(CompiledText text) -> single(text);
            case CompiledNode.Listing(List<CompiledText> items) -> list(items);
            case CompiledNode.Group(var entries) -> {
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, below) -> values.put(name, resolve(below)));
                yield new Value.Entries(values);
            }
            case CompiledNode.Clauses(List<CompiledNode.Clause> clauses) -> clauses(clauses);
        };
    }

    private Value clauses(List<CompiledNode.Clause> clauses) {
        var values = new LinkedHashMap<String, Value>();
        for (CompiledNode.Clause clause : clauses) {
            String key = single(clause.key()) instanceof Value.Text(String text) ? text : "";
            Value patterns = list(clause.patterns());
            values.merge(key, patterns, TreeResolver::join);
        }
        return new Value.Entries(values);
    }

    /** Two keys that come to the same: all their expressions count. */
    private static Value join(Value one, Value other) {
        List<Value> all = new ArrayList<>();
        for (Value value : List.of(one, other)) {
            if (value instanceof Value.Items(List<Value> items)) {
                all.addAll(items);
            }
        }
        return new Value.Items(all);
    }

    private Value list(List<CompiledText> items) {
        List<Value> values = new ArrayList<>();
        for (CompiledText item : items) {
            Value value = any(item);
            if (value instanceof Value.Items(List<Value> spliced)) {
                values.addAll(spliced);
            } else {
                values.add(value);
            }
        }
        return new Value.Items(values);
    }

    /** One text; a list is refused. */
    Value single(CompiledText text) {
        Value value = any(text);
        if (value instanceof Value.Items) {
            problems.add(text.failure(
                            "a single text is expected here, but the expression gives a list",
                            "Pick one item, or repeat a text for all: [~{{...}}~ ]")
                    .problem());
            return unknown(text);
        }
        return value;
    }

    private Value any(CompiledText text) {
        try {
            @Nullable Value value = bindings.resolve(text);
            return value == null ? Value.of(Deferral.mark(text.source())) : value;
        } catch (ResolveFailure e) {
            problems.add(e.problem());
            return unknown(text);
        }
    }

    /** What failed looks like what waits, so that nobody looks for mistakes in it. */
    private static Value unknown(CompiledText text) {
        return Value.of(Deferral.mark(text.source()));
    }

    /** All variables of the test, whether or not something uses them. */
    Value.Entries variables(Iterable<String> names) {
        var values = new LinkedHashMap<String, Value>();
        for (String name : names) {
            try {
                values.put(name, new Value.Items(bindings.items(name)));
            } catch (ResolveFailure e) {
                problems.add(e.problem());
            }
        }
        return new Value.Entries(values);
    }
}
