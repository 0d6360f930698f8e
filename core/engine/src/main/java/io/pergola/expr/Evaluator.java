package io.pergola.expr;

import io.pergola.expr.Node.Link;
import io.pergola.expr.Node.Step;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates a node. Every operand is evaluated, always: there is no short circuit.
 *
 * <p>What is done for every operand asks with {@code instanceof}, and takes no lambda: the simple compiler, which the launcher
 * chooses for its fast starts, makes a {@code switch} over patterns five times as slow as the rest of an operator.
 */
final class Evaluator {

    private final Names names;
    private final Functions functions;
    private final Work work;

    Evaluator(Names names, Functions functions, Work work) {
        this.names = names;
        this.functions = functions;
        this.work = work;
    }

    Value evaluate(Node node) {
        Value value = value(node);
        if (value instanceof Value.Items || value instanceof Value.Text) {
            made(value, node);
        }
        return value;
    }

    private void made(Value value, Node node) {
        try {
            work.made(value);
        } catch (ArgumentException e) {
            throw e.at(node.start(), node.end());
        }
    }

    private Value value(Node node) {
        if (node instanceof Node.Reference reference) {
            return names.value(reference, this);
        }
        if (node instanceof Node.Literal literal) {
            return literal.value();
        }
        if (node instanceof Node.Chain chain) {
            return chain(chain);
        }
        return node instanceof Node.Comparison comparison ? comparison(comparison) : rare(node);
    }

    private Value rare(Node node) {
        return switch (node) {
            case Node.Call call -> call(call);
            case Node.ListOf list -> new Value.Items(all(list.items()));
            case Node.Signs signs -> {
                Value operand = evaluate(signs.operand());
                yield guarded(signs, () -> Operations.signed(operand, signs.minuses()));
            }
            case Node.Not not -> Operations.negate(evaluate(not.operand()));
            default -> throw new IllegalStateException(node.toString());
        };
    }

    private List<Value> all(List<Node> nodes) {
        var values = new ArrayList<Value>(nodes.size());
        for (Node node : nodes) {
            values.add(evaluate(node));
        }
        return values;
    }

    private Value chain(Node.Chain chain) {
        Value result = evaluate(chain.first());
        // By index: this is the innermost loop of all, and iterators cost.
        List<Link> rest = chain.rest();
        int size = rest.size();
        for (int i = 0; i < size; i++) {
            Link link = rest.get(i);
            result = apply(link, result, evaluate(link.operand()));
        }
        return result;
    }

    private Value comparison(Node.Comparison comparison) {
        Value left = evaluate(comparison.first());
        Value result = null;
        List<Link> rest = comparison.rest();
        for (int i = 0; i < rest.size(); i++) {
            Link link = rest.get(i);
            Value right = evaluate(link.operand());
            Value holds = apply(link, left, right);
            result = result == null ? holds : both(link, result, holds);
            left = right;
        }
        return result == null ? left : result;
    }

    private Value both(Link link, Value left, Value right) {
        return apply(new Link(Operator.AND, link.operand(), link.operatorStart(), link.operatorEnd()), left, right);
    }

    private Value apply(Link link, Value left, Value right) {
        try {
            if (left instanceof Value.Int a
                    && right instanceof Value.Int b
                    && link.operator().arithmetic()) {
                return Arithmetic.whole(link.operator(), a.value(), b.value());
            }
            Value result = Operations.apply(link.operator(), left, right);
            work.made(result);
            return result;
        } catch (ArgumentException e) {
            throw e.at(link.operatorStart(), link.operatorEnd());
        }
    }

    private Value call(Node.Call call) {
        ExpressionFunction function = functions
                .find(call.function())
                .orElseThrow(() -> new ExpressionException(
                        "There is no function \"" + call.function() + "\"",
                        call.start(),
                        call.start() + call.function().length(),
                        functions.hint(call.function())));
        List<Value> arguments = all(call.arguments());
        try {
            Value result = function.call(Arguments.convert(function, arguments));
            return Numbers.convert(walk(result, call.steps(), 0));
        } catch (ArgumentException e) {
            throw e.at(
                    call.start(),
                    call.end(),
                    "it is called as " + Functions.info(function).signature());
        }
    }

    /** Follows the steps from one of them on into a value. */
    Value walk(Value value, List<Step> steps, int from) {
        return steps.size() == from ? value : new Navigation(this).walk(value, steps, from);
    }

    /** Runs something that knows no places, and gives its complaint the place of a node. */
    static <T> T guarded(Node node, Guarded<T> action) {
        try {
            return action.run();
        } catch (ArgumentException e) {
            throw e.at(node.start(), node.end());
        }
    }

    /** See {@link #guarded}. */
    interface Guarded<T> {
        T run();
    }
}
