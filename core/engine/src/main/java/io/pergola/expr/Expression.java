package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;

/** What stands between the double braces of a string, or in a result evaluation. Immutable. */
public final class Expression {

    private final String source;
    private final Node node;

    private Expression(String source, Node node) {
        this.source = source;
        this.node = node;
    }

    /**
     * Reads an expression; the empty text is the expression whose value is the empty text.
     *
     * @throws ExpressionException if it is not well formed; offsets are within {@code text}
     */
    public static Expression parse(String text) {
        Node node = text.isEmpty() ? new Node.Literal(Value.of(""), 0, 0) : ExpressionParser.whole(text);
        return new Expression(text, node);
    }

    /** The text it was read from. */
    public String source() {
        return source;
    }

    /**
     * The variables it uses, as {@link Template#references} does.
     *
     * @throws ExpressionException if a name has more parts than a variable can have, as paths into results may
     */
    public List<VariableReference> references() {
        return References.variables(References.of(node));
    }

    /**
     * The paths into the results that it names, distinct, in order of first use. An index is its number as text; {@code *}, a slice
     * or a computed index is {@code *}.
     */
    public List<List<String>> paths() {
        return References.paths(References.of(node));
    }

    /**
     * Its value with names taken as variables.
     *
     * @throws ExpressionException if it cannot be evaluated; offsets are within {@link #source}
     * @throws DeferredException if it uses a variable that is not known yet
     */
    public Value evaluate(Scope scope, Functions functions) {
        return new Evaluator(new ScopeNames(scope, Loop.NONE), functions, scope.work()).evaluate(node);
    }

    /**
     * Its value with names taken as paths into the results. Texts that read as numbers or truth values become them, at every depth;
     * nulls in a list are dropped, before an index counts.
     *
     * @throws ExpressionException if it cannot be evaluated; offsets are within {@link #source}
     */
    public Value evaluateResults(Value.Entries results, Functions functions) {
        return new Evaluator(new ResultNames(results), functions, new Work()).evaluate(node);
    }
}
