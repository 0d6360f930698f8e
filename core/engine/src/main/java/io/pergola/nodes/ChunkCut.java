package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import io.pergola.model.Problem;
import java.util.List;
import java.util.OptionalLong;

/** What came of cutting a machine: the chunks, or why there are none. */
public sealed interface ChunkCut {

    /**
     * The machine, cut. Chunks share no nodes but those included in each and those borrowed to fill up.
     *
     * @param chunks in order; at least one
     * @param unused usable nodes that are in no chunk, sorted by name as text
     * @param seed where chance began, for {@link Selection#RANDOM} and {@link Selection#RAND_DIST}: the same gives the same chunks
     */
    record Chunks(List<Chunk> chunks, List<NodeInfo> unused, OptionalLong seed) implements ChunkCut {

        /** Copies. */
        public Chunks {
            chunks = List.copyOf(chunks);
            unused = List.copyOf(unused);
        }
    }

    /** It cannot be cut so; at least one error. */
    record Refused(List<Problem> problems) implements ChunkCut {

        /** Copies. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Cuts the usable nodes. Time grows with the nodes (times the logarithm of their number), whatever the size of the chunks. */
    static ChunkCut of(FilteredNodes nodes, Chunking rule, ChunkFacts facts) {
        throw new UnsupportedOperationException();
    }
}
