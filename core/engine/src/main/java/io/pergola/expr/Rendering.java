package io.pergola.expr;

import io.pergola.expr.Part.Hole;
import io.pergola.expr.Part.Plain;
import io.pergola.expr.Part.Repeat;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a parsed string together, with the values of one scope. */
final class Rendering {

    private final Scope scope;
    private final Functions functions;
    private final Work work;
    private final StringBuilder text = new StringBuilder();

    private Rendering(Scope scope, Functions functions) {
        this.scope = scope;
        this.functions = functions;
        this.work = scope.work();
    }

    static Value render(List<Part> parts, Scope scope, Functions functions) {
        var rendering = new Rendering(scope, functions);
        Hole only = onlyHole(parts);
        if (only != null) {
            Value value = rendering.value(only, Loop.NONE);
            if (value instanceof Value.Items(List<Value> items)) {
                return rendering.list(items, only);
            }
        }
        for (Part part : parts) {
            rendering.add(part);
        }
        return Value.of(rendering.text.toString());
    }

    private static @Nullable Hole onlyHole(List<Part> parts) {
        Hole only = null;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean second = part instanceof Hole && only != null;
            if (second || part instanceof Repeat || !isBlank(part)) {
                return null;
            }
            only = part instanceof Hole hole ? hole : only;
        }
        return only;
    }

    private static boolean isBlank(Part part) {
        return !(part instanceof Plain(String plain)) || plain.isBlank();
    }

    private Value list(List<Value> items, Hole hole) {
        if (items.isEmpty()) {
            throw new ExpressionException(
                    "The list is empty; a string needs at least one item", hole.start(), hole.end());
        }
        var texts = new ArrayList<Value>(items.size());
        for (Value item : items) {
            texts.add(Value.of(print(item, hole)));
        }
        return new Value.Items(texts);
    }

    private void add(Part part) {
        switch (part) {
            case Plain(String plain) -> text.append(plain);
            case Hole hole -> add(hole, Loop.NONE);
            case Repeat repeat -> add(repeat);
        }
    }

    private void add(Hole hole, Loop loop) {
        Value value = value(hole, loop);
        if (value instanceof Value.Items) {
            throw new ExpressionException(
                    "A list cannot stand beside other text",
                    hole.start(),
                    hole.end(),
                    "to join its items, name the variable without an index in [~ ~]");
        }
        text.append(print(value, hole));
        try {
            Limits.checkText(text.length());
        } catch (ArgumentException e) {
            throw e.at(hole.start(), hole.end());
        }
    }

    private void add(Repeat repeat) {
        Loop loop = loop(repeat);
        if (loop == null) {
            return;
        }
        boolean more = true;
        for (boolean first = true; more; first = false) {
            if (!first) {
                text.append(repeat.separator());
            }
            for (Part part : repeat.body()) {
                if (part instanceof Hole hole) {
                    add(hole, loop);
                } else if (part instanceof Plain(String plain)) {
                    text.append(plain);
                }
            }
            more = loop.advance();
        }
    }

    /** Null if one of its variables has no items, so that nothing is repeated. */
    private @Nullable Loop loop(Repeat repeat) {
        int[] sizes = new int[repeat.variables().size()];
        long total = 1;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = ScopeNames.items(scope, repeat.variables().get(i)).size();
            total = Math.min(total * sizes[i], Integer.MAX_VALUE);
        }
        if (total > Limits.REPETITIONS) {
            throw new ExpressionException(
                    String.format("The body would stand more than %,d times", Limits.REPETITIONS),
                    repeat.start(),
                    repeat.end());
        }
        return total == 0 ? null : new Loop(repeat.variables(), sizes);
    }

    private Value value(Hole hole, Loop loop) {
        Node node = hole.node();
        if (node == null) {
            return Value.of("");
        }
        work.begin();
        return new Evaluator(new ScopeNames(scope, loop), functions, work).evaluate(node);
    }

    private String print(Value value, Hole hole) {
        try {
            FormatSpec format = hole.format();
            if (value instanceof Value.Null) {
                throw new ArgumentException("The expression has no value");
            }
            return format == null ? Printing.print(value) : Formatter.format(value, format);
        } catch (ArgumentException e) {
            throw e.at(hole.start(), hole.end());
        }
    }
}
