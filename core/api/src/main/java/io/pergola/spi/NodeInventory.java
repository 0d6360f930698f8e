package io.pergola.spi;

import io.pergola.model.NodeInfo;
import java.util.List;

/** The nodes that a batch system knows. */
public interface NodeInventory {

    /**
     * Asks the batch system; the engine caches the answer.
     *
     * @throws io.pergola.model.SchedulerException if it does not answer
     */
    List<NodeInfo> nodes();
}
