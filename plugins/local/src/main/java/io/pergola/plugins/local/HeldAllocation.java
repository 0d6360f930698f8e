package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import java.util.List;

/**
 * Nodes that somebody granted before Pergola was started.
 *
 * @param id tells it from others, also from those of other users of this host
 * @param by who granted it
 * @param nodes as that one names them, at least one; the one where this process runs first, if it is among them
 * @param granted their names in that one's own order
 */
record HeldAllocation(String id, Grantor by, List<NodeInfo> nodes, List<String> granted) {

    /** Who hands out nodes, as far as that decides how something is started on them. */
    enum Grantor {
        SLURM,
        FLUX,
        OTHER
    }

    HeldAllocation {
        nodes = List.copyOf(nodes);
        granted = List.copyOf(granted);
    }

    HeldAllocation(String id, Grantor by, List<NodeInfo> nodes) {
        this(id, by, nodes, nodes.stream().map(NodeInfo::name).toList());
    }
}
