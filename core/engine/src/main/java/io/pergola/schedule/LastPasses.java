package io.pergola.schedule;

import io.pergola.resolve.ResolvedTest;
import java.time.Instant;
import java.util.Map;

/** What became of a test on the nodes of a machine so far. */
@FunctionalInterface
public interface LastPasses {

    /** Nobody knows. */
    LastPasses NONE = test -> Map.of();

    /** When it last passed, in any permutation, by name of node; no entry for a node on which it never did. */
    Map<String, Instant> of(ResolvedTest test);
}
