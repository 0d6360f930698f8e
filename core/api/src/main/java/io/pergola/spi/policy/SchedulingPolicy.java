package io.pergola.spi.policy;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Decides which job starts when, and where. A pure function: the same snapshot gives the same decisions, and it has no clock, files
 * or threads of its own. Implementations carry PF4J's {@code @Extension}, are public and have a public constructor without
 * parameters that does no work.
 *
 * <p>One that throws, answers null or does not come back has decided nothing; after some failures in a row the default takes its
 * place, so that the jobs of the allocation go on.
 */
public interface SchedulingPolicy extends ExtensionPoint {

    /** The name it is chosen by: {@code [a-z][a-z0-9_]*}, and not that of one of Pergola's own. */
    String name();

    /** How it decides, in one sentence for the help. */
    String description();

    /** When it wants to be asked. Always the same. */
    PolicyCapabilities capabilities();

    /**
     * Decides.
     *
     * @return in the order in which they are to be carried out; empty for nothing
     */
    List<Decision> schedule(SchedulingSnapshot snapshot);
}
