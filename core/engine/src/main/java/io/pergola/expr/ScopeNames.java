package io.pergola.expr;

import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

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
        if (!(node.shape() instanceof Shape.Of shape)) {
            throw bad(node);
        }
        VariableReference reference = shape.reference();
        Step selector = shape.selector();
        List<Item> items = items(scope, reference);
        try {
            return selector == null
                    ? node.memo().convert(part(first(items, reference), reference))
                    : select(items, reference, selector, evaluator);
        } catch (ArgumentException e) {
            throw e.at(node.start(), node.end());
        }
    }

    private static ExpressionException bad(Node.Reference node) {
        var shape = (Shape.Bad) node.shape();
        return new ExpressionException(shape.message(), node.start(), node.end(), shape.help());
    }

    /** The items of a variable, if it is known. */
    static List<Item> items(Scope scope, VariableReference reference) {
        Variable variable = scope.find(reference.set(), reference.name()).orElse(null);
        if (variable instanceof Variable.Known known) {
            return known.items();
        }
        throw variable != null ? new DeferredException(reference) : missing(scope, reference);
    }

    private static ExpressionException missing(Scope scope, VariableReference reference) {
        return new ExpressionException(
                "There is no variable \"" + reference.qualifiedName() + "\"",
                reference.start(),
                reference.end(),
                Suggestions.nearest(reference.qualifiedName(), scope.names()));
    }

    private static Value select(List<Item> items, VariableReference reference, Step selector, Evaluator evaluator) {
        return switch (selector) {
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
            throw empty(reference);
        }
        return items.get(index);
    }

    private static ArgumentException empty(VariableReference reference) {
        return new ArgumentException("The variable \"" + reference.qualifiedName() + "\" has no items");
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
        return item instanceof Item.Single single && reference.sub() == null ? single.value() : named(item, reference);
    }

    private static Value named(Item item, VariableReference reference) {
        String sub = reference.sub();
        if (item instanceof Item.Single single) {
            if (sub != null) {
                throw new ArgumentException(
                        "The variable \"" + reference.qualifiedName() + "\" has no parts, so no \"" + sub + "\"");
            }
            return single.value();
        }
        SequencedMap<String, Value> parts = ((Item.Parts) item).parts();
        Value value = sub == null ? null : parts.get(sub);
        if (value == null) {
            throw new ArgumentException("The variable \"" + reference.qualifiedName() + "\""
                    + (sub == null ? " has parts" : " has no part \"" + sub + "\"") + ": name one of "
                    + String.join(", ", parts.keySet()));
        }
        return value;
    }
}
