package io.pergola.jsonpath;

import io.pergola.model.Value;
import java.util.List;

/** What stands in conditions: at the sides of comparisons, and in parentheses behind functions. */
sealed interface Operand {

    /** A value that is written there. */
    record Literal(Value value) implements Operand {}

    /** A path from the root of the document, or else from the node that the condition is about. */
    record Path(boolean root, List<Segment> segments) implements Operand {

        /** Copies. */
        public Path {
            segments = List.copyOf(segments);
        }

        /** True if it leads to one node at most. */
        boolean singular() {
            return segments.stream().allMatch(Segment::singular);
        }
    }

    /** What a function makes of its arguments. */
    record Call(Function function, List<Operand> arguments) implements Operand {}
}
