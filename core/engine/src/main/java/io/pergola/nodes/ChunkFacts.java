package io.pergola.nodes;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What cutting chunks needs to know beside the nodes and the rule.
 *
 * @param include names of nodes that every chunk gets
 * @param switches switch by name of node, for {@link Selection#TOPOLOGY}
 * @param lastPass when a node, by name, last passed the test, for {@link Selection#LEAST_TESTED}
 * @param seed where chance begins, unless the rule says so
 */
public record ChunkFacts(
        Set<String> include, Map<String, String> switches, Function<String, Optional<Instant>> lastPass, long seed) {

    /** Nothing included, nothing known. */
    public static final ChunkFacts NONE = new ChunkFacts(Set.of(), Map.of(), name -> Optional.empty(), 0);

    /** Copies. */
    public ChunkFacts {
        include = Collections.unmodifiableSet(new LinkedHashSet<>(include));
        switches = Map.copyOf(switches);
    }
}
