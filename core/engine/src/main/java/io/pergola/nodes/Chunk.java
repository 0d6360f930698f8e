package io.pergola.nodes;

import io.pergola.model.NodeInfo;
import java.util.List;

/**
 * One piece of a machine.
 *
 * @param index from 0: the id in {@code sched.chunk_ids}
 * @param included nodes that every chunk has, sorted by name as text
 * @param chosen its own nodes, sorted likewise
 */
public record Chunk(int index, List<NodeInfo> included, List<NodeInfo> chosen) {

    /** Copies. */
    public Chunk {
        included = List.copyOf(included);
        chosen = List.copyOf(chosen);
    }

    /** How many nodes it has. */
    public int size() {
        return included.size() + chosen.size();
    }

    /** All its nodes, sorted by name as text. */
    public List<NodeInfo> nodes() {
        throw new UnsupportedOperationException();
    }

    /**
     * Nodes for one run, so that runs one after the other go round the chunk: always those included, then as many of its own as
     * are wanting, beginning where the run before ended.
     *
     * @param count how many in all; all nodes if it is not less than {@link #size}
     * @param begin how many of its own nodes were handed out before this run
     * @return sorted by name as text
     */
    public List<NodeInfo> take(int count, long begin) {
        throw new UnsupportedOperationException();
    }
}
