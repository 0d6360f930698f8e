package io.pergola.slots;

import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.NumaDomain;
import java.util.ArrayList;

/** What never changes about a node, in the form in which searches want it. */
final class NodeLayout {

    /** A NUMA domain as bits. */
    static final class Domain {
        final int id;
        final long[] cores;
        final long[] gpus;

        private Domain(int id, long[] cores, long[] gpus) {
            this.id = id;
            this.cores = cores;
            this.gpus = gpus;
        }
    }

    private final NodeResources node;
    private final UnitIds cores;
    private final UnitIds gpus;
    private final Domain[] domains;

    NodeLayout(NodeResources node) {
        this.node = node;
        this.cores = new UnitIds(node.cores());
        this.gpus = new UnitIds(node.gpus());
        this.domains = node.numa().stream().map(this::domain).toArray(Domain[]::new);
    }

    private Domain domain(NumaDomain domain) {
        return new Domain(domain.id(), cores.bits(domain.cores()), gpus.bits(domain.gpus()));
    }

    /** The same with more cores, up to that one, behind those that it has. */
    NodeLayout withCoresUpTo(int core) {
        int next = node.cores().isEmpty() ? 0 : node.cores().getLast() + 1;
        var more = new ArrayList<>(node.cores());
        for (int added = next; added <= core; added++) {
            more.add(added);
        }
        return new NodeLayout(new NodeResources(
                node.index(), node.name(), more, node.gpus(), node.memoryMib(), node.diskMib(), node.numa()));
    }

    NodeResources node() {
        return node;
    }

    UnitIds cores() {
        return cores;
    }

    UnitIds gpus() {
        return gpus;
    }

    /** In the order in which they are filled; not to be changed. */
    Domain[] domains() {
        return domains;
    }
}
