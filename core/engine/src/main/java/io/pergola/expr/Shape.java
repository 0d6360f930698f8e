package io.pergola.expr;

import io.pergola.expr.Node.Step;
import io.pergola.expr.VariableReference.Selection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a name with its steps reads as a variable. */
sealed interface Shape {

    /** The sets that may stand before a name. */
    Set<String> SETS = Set.of("var", "sys", "pav", "sched");

    /** A variable; {@code selector} is the step that picks its items. */
    record Of(VariableReference reference, @Nullable Step selector) implements Shape {}

    /** No variable can be named so; in results it may still be a path. */
    record Bad(String message, @Nullable String help) implements Shape {}

    static Shape of(String first, List<Step> steps, int start, int end) {
        int at = 0;
        String set = null;
        String name = first;
        if (SETS.contains(first)) {
            if (steps.isEmpty() || !(steps.getFirst() instanceof Step.Key(String second))) {
                return new Bad("\"" + first + "\" is a set of variables, not a variable", "write " + first + ".NAME");
            }
            set = first;
            name = second;
            at = 1;
        }
        Step selector = at < steps.size() && !(steps.get(at) instanceof Step.Key) ? steps.get(at++) : null;
        String sub = at < steps.size() && steps.get(at) instanceof Step.Key(String key) ? key : null;
        if (at + (sub == null ? 0 : 1) < steps.size()) {
            return new Bad("The variable has too many parts", "a variable is named [SET.]NAME[.INDEX][.PART]");
        }
        return new Of(new VariableReference(set, name, selection(selector), sub, start, end), selector);
    }

    private static Selection selection(@Nullable Step selector) {
        return switch (selector) {
            case null -> Selection.NONE;
            case Step.All(), Step.Slice _ -> Selection.MANY;
            case Step.Key _, Step.Position _, Step.At _ -> Selection.ONE;
        };
    }
}
