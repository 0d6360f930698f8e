package io.pergola.policy;

import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.PendingJob;
import io.pergola.spi.policy.Plan;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.ResourceKind;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Strictly in an order: what one job lacks no later one gets. Those that want none of it go on. For the first job that cannot start,
 * what it wants and could have is set aside, so that it starts as soon as it gets the rest.
 */
final class InOrder implements SchedulingPolicy {

    private final String name;
    private final String description;
    private final Comparator<PendingJob> order;

    InOrder(String name, String description, Comparator<PendingJob> order) {
        this.name = name;
        this.description = description;
        this.order = order;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public PolicyCapabilities capabilities() {
        return PolicyCapabilities.EVENTS;
    }

    @Override
    public List<Decision> schedule(SchedulingSnapshot snapshot) {
        var decisions = new ArrayList<Decision>();
        var walk = new LaneWalk(snapshot.lanes(), order);
        Plan plan = snapshot.plan();
        Set<ResourceKind> closed = new HashSet<>();
        for (PendingJob next = walk.next(); next != null; next = walk.next()) {
            Job job = next.job();
            if (!closed.isEmpty() && !Collections.disjoint(closed, ResourceKind.of(job.request()))) {
                continue;
            }
            Optional<Placement> placement = plan.start(job);
            if (placement.isPresent()) {
                decisions.add(new Decision.Start(job.id(), placement.get()));
                walk.goOnInLane();
                continue;
            }
            Set<ResourceKind> lacking = plan.lacking(job);
            if (lacking.contains(ResourceKind.TURN)) {
                break;
            }
            if (closed.isEmpty()) {
                ResourceRequest rest = without(job.request(), lacking);
                if (rest != null) {
                    plan.setAside(rest);
                }
            }
            closed.addAll(lacking);
        }
        return decisions;
    }

    /** What is left of a request; null if nothing is. */
    private static @Nullable ResourceRequest without(ResourceRequest request, Set<ResourceKind> lacking) {
        var consumables = request.consumables().entrySet().stream()
                .filter(each -> !lacking.contains(ResourceKind.consumable(each.getKey())))
                .collect(Collectors.toMap(each -> each.getKey(), each -> each.getValue()));
        RankRequirements rank = request.perRank();
        boolean cores = rank.cores() > 0 && !lacking.contains(ResourceKind.CORES);
        boolean gpus = rank.gpus() > 0 && !lacking.contains(ResourceKind.GPUS);
        ResourceRequest named = request.withConsumables(consumables);
        if (request.ranks() > 0 && (cores || gpus)) {
            RankRequirements part = gpus ? rank : rank.withGpus(0, 1);
            return named.withPerRank(cores ? part : part.withoutCores());
        }
        return consumables.isEmpty() ? null : ResourceRequest.ofConsumables(consumables);
    }
}
