package io.pergola.spi.slots;

import java.util.List;

/**
 * Cores and GPUs that share a memory.
 *
 * @param id unique within its node, from 0
 * @param cores indexes of cores of the node
 * @param gpus indexes of GPUs of the node
 */
public record NumaDomain(int id, List<Integer> cores, List<Integer> gpus) {

    /** Checks and copies. */
    public NumaDomain {
        if (id < 0) {
            throw new IllegalArgumentException("NUMA domains count from 0, not " + id);
        }
        cores = List.copyOf(cores);
        gpus = List.copyOf(gpus);
    }
}
