package io.pergola.spi;

import io.pergola.model.Value;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * A function that expressions of tests may call. Implementations carry PF4J's {@code @Extension}, are public and have a public
 * constructor without parameters that does no work. They are made only by commands that use a function which the language does not
 * have itself; in such a command, and in the pilot of a job, each is made at most once and called from several threads.
 *
 * <p>A function starts nothing and asks nobody: it has ten seconds, and the same arguments should give the same value.
 */
public interface ExpressionFunction extends ExtensionPoint {

    /** The name it is called by: {@code [a-zA-Z_][a-zA-Z0-9_]*}, and not that of a function of the language. */
    String name();

    /** Its parameters in order; those that may be left out stand last. */
    List<FunctionParameter> parameters();

    /** What it gives, in one sentence for the help. */
    String description();

    /**
     * Its value.
     *
     * @param arguments already converted; as many as there are parameters, less the optional ones that were left out
     * @return never null; a text that reads as a number or truth value becomes one
     * @throws FunctionException if there is no value for these arguments
     */
    Value call(List<Value> arguments);
}
