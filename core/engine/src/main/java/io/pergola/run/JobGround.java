package io.pergola.run;

import io.pergola.model.NodeInfo;
import io.pergola.pilot.Kernel;
import io.pergola.resolve.SlotDemand;
import io.pergola.schedule.NodeShare;
import io.pergola.schedule.PilotTask;
import io.pergola.slots.Ledger;
import io.pergola.spi.NodeSet;
import io.pergola.spi.slots.NodeResources;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the runs of a job take place on: all of an allocation, or the cores that the pilots of a user on this host share. */
final class JobGround {

    private final PilotSetup setup;
    private final List<NodeInfo> nodes;
    /** How many cores of this host the job may have, where cores are shared. */
    private final int lent;

    JobGround(PilotSetup setup, NodeSet nodes) {
        this.setup = setup;
        this.nodes = nodes.nodes();
        // Not more than the job was given, though the host may have more.
        this.lent = setup.scheduler().sharesCores()
                ? Math.clamp(this.nodes.getFirst().cpus(), 1, setup.host().cores())
                : 0;
    }

    Kernel kernel() {
        PilotRules rules = setup.rules();
        if (lent > 0) {
            return new Kernel(resources(0, lent), rules.consumables(), rules.policy());
        }
        var all = new ArrayList<NodeResources>();
        for (int i = 0; i < nodes.size(); i++) {
            all.add(resources(i, Math.max(1, nodes.get(i).cpus())));
        }
        return new Kernel(new Ledger(all, rules.consumables()), rules.policy());
    }

    private NodeResources resources(int index, int cores) {
        NodeInfo node = nodes.get(index);
        long memory = node.memoryMib() > 0 ? node.memoryMib() : NodeResources.UNCOUNTED;
        return NodeResources.of(index, node.name(), cores, node.gpus()).withMib(memory, NodeResources.UNCOUNTED);
    }

    /** One that asks for no slots gets whole nodes of those that were held before; else it starts on the first, whatever it does then. */
    ResourceRequest request(PilotTask task) {
        SlotDemand demand = task.demand();
        ResourceRequest request = demand.request();
        Optional<RankRequirements> rank = demand.perRank();
        if (task.nodes().isPresent() && lent == 0) {
            NodeShare share = task.nodes().get();
            return (rank.isPresent() ? request : wholeNodes(share.count(), demand)).onNodes(share.among());
        }
        if (rank.isEmpty()) {
            return request.onNodes(List.of(nodes.getFirst().name()));
        }
        // Pilots beside this one know nothing of its wish to be alone; without cores they start nothing.
        return lent > 0 && rank.get().exclusive() ? request.withPerRank(all(rank.get(), demand.ranks())) : request;
    }

    private static ResourceRequest wholeNodes(int count, SlotDemand demand) {
        return ResourceRequest.of(count, RankRequirements.ofCores(1).alone())
                .withRanksPerNode(1)
                .withConsumables(demand.consumables());
    }

    private RankRequirements all(RankRequirements rank, int ranks) {
        int cores = Math.max(rank.cores(), lent / ranks);
        return new RankRequirements(
                cores,
                rank.coreShare(),
                rank.gpus(),
                rank.gpuShare(),
                rank.memoryMib(),
                rank.diskMib(),
                rank.numa(),
                true);
    }
}
