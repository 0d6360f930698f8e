package io.pergola.spi;

import io.pergola.model.Value;
import org.pf4j.ExtensionPoint;

/**
 * A variable of the set {@code sys}, the same for all tests. Implementations carry PF4J's {@code @Extension}, are public and have
 * a public constructor without parameters that does no work. They are made only by commands that use a variable which is neither
 * the test's own nor built in, and asked for the value at most once in a process, and only if a test uses it.
 */
public interface SystemVariable extends ExtensionPoint {

    /** Its name: {@code [a-zA-Z][a-zA-Z0-9_]*}, and not that of a variable of Pergola or a scheduler. */
    String name();

    /** What it holds, in one sentence for the help. */
    String description();

    /**
     * True if it is asked for inside the job, on a node of the allocation; false if it is asked for by the command that starts
     * the test. A deferred variable cannot be used where the value is needed earlier, such as in {@code schedule}.
     */
    boolean deferred();

    /**
     * Its value on this host. It has ten seconds.
     *
     * @param context everything of the outside world that it may touch
     * @return a text; a list of texts, of which each is an item; a mapping of texts, which are its parts; or a list of such
     *     mappings with the same keys. Numbers and truth values are printed. Never null
     */
    Value value(VariableContext context);
}
