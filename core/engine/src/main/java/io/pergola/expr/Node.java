package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed expression. Operators of one level are one node with many operands, so that long sums are not deep. */
sealed interface Node {

    /** The offset of its first character. */
    int start();

    /** The offset after its last character. */
    int end();

    record Literal(Value value, int start, int end) implements Node {}

    record ListOf(List<Node> items, int start, int end) implements Node {}

    /** A name with what follows it; {@code shape} says how to read it as a variable, {@code memo} how its text was read before. */
    record Reference(String name, List<Step> steps, Shape shape, Memo memo, int start, int end) implements Node {}

    /** A call, and what is picked from its value. */
    record Call(String function, List<Node> arguments, List<Step> steps, int start, int end) implements Node {}

    /** One or more signs before an operand; only how many are minus matters. */
    record Signs(int minuses, Node operand, int start, int end) implements Node {}

    record Not(Node operand, int start, int end) implements Node {}

    /** Operators of one level, applied from left to right. */
    record Chain(Node first, List<Link> rest, int start, int end) implements Node {}

    /** Comparisons as in mathematics: {@code a < b < c}. */
    record Comparison(Node first, List<Link> rest, int start, int end) implements Node {}

    /** An operator and what stands right of it. */
    record Link(Operator operator, Node operand, int operatorStart, int operatorEnd) {}

    /** One step of a path into a value. */
    sealed interface Step {

        record Key(String name) implements Step {}

        /** {@code .3}; digits only. */
        record Position(String digits) implements Step {}

        /** {@code .*}. */
        record All() implements Step {}

        /** {@code [index]}. */
        record At(Node index) implements Step {}

        /** {@code [from:to]}. */
        record Slice(@Nullable Node from, @Nullable Node to) implements Step {}
    }
}
