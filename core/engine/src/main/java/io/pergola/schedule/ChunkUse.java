package io.pergola.schedule;

import io.pergola.nodes.Chunk;
import io.pergola.spi.NodeRequest;
import java.util.List;

/** Who got which nodes of a cut machine so far, so that the next ones go on from there. */
final class ChunkUse {

    private final List<Chunk> chunks;
    private final int[] runs;
    private final long[] handedOut;

    ChunkUse(List<Chunk> chunks) {
        this.chunks = chunks;
        this.runs = new int[chunks.size()];
        this.handedOut = new long[chunks.size()];
    }

    /** The chunk with the fewest runs, the first of them; it gets one more. */
    int any() {
        int least = 0;
        for (int i = 1; i < runs.length; i++) {
            if (runs[i] < runs[least]) {
                least = i;
            }
        }
        return use(least);
    }

    /** Counts a run on that chunk. */
    int use(int index) {
        runs[index]++;
        return index;
    }

    /** So many nodes of a chunk, beginning where the job before ended. */
    NodeRequest.Exactly take(int index, int count) {
        Chunk chunk = chunks.get(index);
        var names = chunk.take(count, handedOut[index]).stream()
                .map(node -> node.name())
                .toList();
        handedOut[index] += Math.max(0, count - chunk.included().size());
        return new NodeRequest.Exactly(names);
    }
}
