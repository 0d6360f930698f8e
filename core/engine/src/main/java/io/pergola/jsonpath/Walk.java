package io.pergola.jsonpath;

import io.pergola.expr.ArgumentException;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.PythonRegex;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One way through a document. It takes no more than a number of steps, so that no path takes for ever. */
final class Walk {

    private static final long MOST_STEPS = 20_000_000;
    private static final int MOST_NODES = 2_000_000;

    private final Value root;
    private final Map<String, Optional<Pattern>> patterns = new HashMap<>();
    private long steps;

    Walk(Value root) {
        this.root = root;
    }

    /** What segments lead to, in the order of the document; a thing may be there more than once. */
    List<Value> follow(List<Segment> segments, Value from) {
        List<Value> nodes = List.of(from);
        for (Segment segment : segments) {
            List<Value> next = new ArrayList<>();
            for (Value node : nodes) {
                step(segment, node, found -> keep(found, next));
            }
            nodes = next;
        }
        return nodes;
    }

    private void keep(Value found, List<Value> nodes) {
        count();
        if (nodes.size() == MOST_NODES) {
            throw new JsonPathException("the path leads to more than " + MOST_NODES + " values", -1);
        }
        nodes.add(found);
    }

    private void count() {
        if (++steps > MOST_STEPS) {
            throw new JsonPathException("to follow the path takes more than " + MOST_STEPS + " steps", -1);
        }
    }

    private void step(Segment segment, Value node, Consumer<Value> found) {
        count();
        segment.selectors().forEach(selector -> select(selector, node, found));
        if (segment.deep()) {
            children(node).forEach(child -> step(segment, child, found));
        }
    }

    private static Collection<Value> children(Value node) {
        return switch (node) {
            case Value.Items(var items) -> items;
            case Value.Entries(var members) -> members.values();
            default -> List.of();
        };
    }

    private void select(Selector selector, Value node, Consumer<Value> found) {
        switch (selector) {
            case Selector.Name(String name)
            when node instanceof Value.Entries(var members) -> {
                @Nullable Value member = members.get(name);
                if (member != null) {
                    found.accept(member);
                }
            }
            case Selector.Wildcard() -> children(node).forEach(found);
            case Selector.Index(long index)
            when node instanceof Value.Items(var items) -> {
                long at = index < 0 ? items.size() + index : index;
                if (at >= 0 && at < items.size()) {
                    found.accept(items.get((int) at));
                }
            }
            case Selector.Slice slice when node instanceof Value.Items(var items) -> slice(slice, items, found);
            case Selector.Filter(Condition condition) -> {
                for (Value child : children(node)) {
                    if (holds(condition, child)) {
                        found.accept(child);
                    }
                }
            }
            default -> {}
        }
    }

    private void slice(Selector.Slice slice, List<Value> items, Consumer<Value> found) {
        long size = items.size();
        long step = slice.step();
        if (step > 0) {
            long end = bound(slice.end().orElse(size), size, 0, size);
            for (long i = bound(slice.start().orElse(0), size, 0, size); i < end; i += step) {
                count();
                found.accept(items.get((int) i));
            }
        } else if (step < 0) {
            long end = bound(slice.end().orElse(-size - 1), size, -1, size - 1);
            for (long i = bound(slice.start().orElse(size - 1), size, -1, size - 1); i > end; i += step) {
                count();
                found.accept(items.get((int) i));
            }
        }
    }

    /** Negative indexes count from the end; beyond the list there is nothing. */
    private static long bound(long index, long size, long least, long most) {
        return Math.clamp(index < 0 ? size + index : index, least, most);
    }

    private boolean holds(Condition condition, Value node) {
        count();
        return switch (condition) {
            case Condition.Any(var conditions) -> conditions.stream().anyMatch(each -> holds(each, node));
            case Condition.All(var conditions) -> conditions.stream().allMatch(each -> holds(each, node));
            case Condition.Not(var inner) -> !holds(inner, node);
            case Condition.Exists(var path) -> !nodes(path, node).isEmpty();
            case Condition.Says(var call) -> says(call, node);
            case Condition.Compares(var left, var relation, var right) ->
                compares(value(left, node), relation, value(right, node));
        };
    }

    /** Nothing equals nothing, and is neither less nor more. */
    private static boolean compares(@Nullable Value left, Condition.Relation relation, @Nullable Value right) {
        if (left == null || right == null) {
            boolean equal = left == null && right == null;
            return !relation.strict() && equal == (relation != Condition.Relation.UNEQUAL);
        }
        return switch (relation) {
            case EQUAL -> Values.equal(left, right);
            case UNEQUAL -> !Values.equal(left, right);
            case LESS -> Values.less(left, right);
            case GREATER -> Values.less(right, left);
            case LESS_OR_EQUAL -> Values.equal(left, right) || Values.less(left, right);
            case GREATER_OR_EQUAL -> Values.equal(left, right) || Values.less(right, left);
        };
    }

    private List<Value> nodes(Operand.Path path, Value node) {
        return follow(path.segments(), path.root() ? root : node);
    }

    private @Nullable Value value(Operand operand, Value node) {
        return switch (operand) {
            case Operand.Literal(Value value) -> value;
            case Operand.Path path -> only(nodes(path, node));
            case Operand.Call call -> result(call, node);
        };
    }

    private static @Nullable Value only(List<Value> nodes) {
        return nodes.size() == 1 ? nodes.getFirst() : null;
    }

    private @Nullable Value result(Operand.Call call, Value node) {
        Operand argument = call.arguments().getFirst();
        List<Value> nodes = call.function().takesNodes() ? nodes((Operand.Path) argument, node) : List.of();
        return switch (call.function()) {
            case COUNT -> Value.of(nodes.size());
            case VALUE -> only(nodes);
            default -> length(value(argument, node));
        };
    }

    private static @Nullable Value length(@Nullable Value of) {
        return switch (of) {
            case Value.Text(String text) -> Value.of(text.codePointCount(0, text.length()));
            case Value.Items(var items) -> Value.of(items.size());
            case Value.Entries(var members) -> Value.of(members.size());
            case null, default -> null;
        };
    }

    private boolean says(Operand.Call call, Value node) {
        if (!(value(call.arguments().getFirst(), node) instanceof Value.Text(String text))
                || !(value(call.arguments().getLast(), node) instanceof Value.Text(String regex))) {
            return false;
        }
        boolean whole = call.function() == Function.MATCH;
        Optional<Pattern> pattern = patterns.computeIfAbsent(whole ? "(?:" + regex + ")\\Z" : regex, Walk::compiled);
        try {
            return pattern.isPresent()
                    && (whole ? PythonRegex.matchStart(pattern.get(), text) : PythonRegex.search(pattern.get(), text))
                            .isPresent();
        } catch (ArgumentException e) {
            throw new JsonPathException(String.valueOf(e.getMessage()), -1);
        }
    }

    /** What is no regular expression matches nothing. */
    private static Optional<Pattern> compiled(String regex) {
        try {
            return Optional.of(PythonRegex.compile(regex));
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }
}
