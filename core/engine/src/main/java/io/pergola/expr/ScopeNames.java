package io.pergola.expr;

import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Names as variables of a scope. */
final class ScopeNames implements Names {

    private final Scope scope;
    private final Loop loop;

    ScopeNames(Scope scope, Loop loop) {
        this.scope = scope;
        this.loop = loop;
    }

    @Override
    public Value value(Node.Reference node, Evaluator evaluator) {
        return switch (node.shape()) {
            case Shape.Bad(String message, String help) ->
                throw new ExpressionException(message, node.start(), node.end(), help);
            case Shape.Of(VariableReference reference, Step selector) -> {
                List<Item> items = items(scope, reference);
                try {
                    yield select(items, reference, selector, evaluator);
                } catch (ArgumentException e) {
                    throw e.at(node.start(), node.end());
                }
            }
        };
    }

    /** The items of a variable, if it is known. */
    static List<Item> items(Scope scope, VariableReference reference) {
        Variable variable = scope.find(reference.set(), reference.name())
                .orElseThrow(() -> new ExpressionException(
                        "There is no variable \"" + reference.qualifiedName() + "\"",
                        reference.start(),
                        reference.end(),
                        Suggestions.nearest(reference.qualifiedName(), scope.names())));
        return switch (variable) {
            case Variable.Known(List<Item> items) -> items;
            case Variable.Deferred() -> throw new DeferredException(reference);
        };
    }

    private Value select(List<Item> items, VariableReference reference, @Nullable Step selector, Evaluator evaluator) {
        return switch (selector) {
            case null -> single(first(items, reference), reference);
            case Step.Position position -> single(Indexes.at(items, position), reference);
            case Step.At at -> single(new Indexes(evaluator).at(items, at), reference);
            case Step.Slice slice -> many(new Indexes(evaluator).slice(items, slice, true), reference);
            case Step.All() -> many(items, reference);
            case Step.Key _ -> throw new IllegalStateException("A name selects no item");
        };
    }

    private Item first(List<Item> items, VariableReference reference) {
        int index = loop.index(reference);
        if (index >= items.size()) {
            throw new ArgumentException("The variable \"" + reference.qualifiedName() + "\" has no items");
        }
        return items.get(index);
    }

    private static Value single(Item item, VariableReference reference) {
        return Numbers.convert(part(item, reference));
    }

    private static Value many(List<Item> items, VariableReference reference) {
        var values = new ArrayList<Value>(items.size());
        for (Item item : items) {
            values.add(part(item, reference));
        }
        return new Value.Items(values);
    }

    private static Value part(Item item, VariableReference reference) {
        String name = reference.qualifiedName();
        String sub = reference.sub();
        return switch (item) {
            case Item.Single(Value value) -> {
                if (sub != null) {
                    throw new ArgumentException("The variable \"" + name + "\" has no parts, so no \"" + sub + "\"");
                }
                yield value;
            }
            case Item.Parts(SequencedMap<String, Value> parts) -> {
                Value value = sub == null ? null : parts.get(sub);
                if (value == null) {
                    throw new ArgumentException("The variable \"" + name + "\""
                            + (sub == null ? " has parts" : " has no part \"" + sub + "\"") + ": name one of "
                            + String.join(", ", parts.keySet()));
                }
                yield value;
            }
        };
    }
}
