package io.pergola.expr;

import io.pergola.model.Value;
import java.util.List;

/** One function that expressions may call. Must be safe to call from several threads. */
public interface ExpressionFunction {

    /** The name it is called by: {@code [a-zA-Z_][a-zA-Z0-9_]*}. */
    String name();

    /** Its parameters in order. */
    List<Parameter> parameters();

    /** What it gives, in one sentence for the help. */
    String description();

    /**
     * Its value.
     *
     * @param arguments already converted; as many as there are parameters, less the optional ones that were left out
     * @return a text that reads as a number or truth value becomes one
     * @throws ArgumentException if there is no value for these arguments
     */
    Value call(List<Value> arguments);
}
