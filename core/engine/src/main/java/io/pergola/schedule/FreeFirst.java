package io.pergola.schedule;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.NodeRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts jobs whose named nodes are free before those whose nodes are busy, with others or with a job before them. */
final class FreeFirst {

    private final Machines machines;
    private final Map<Object, Set<String>> free = new HashMap<>();

    /** Judged by what the machines said lately. */
    FreeFirst(Machines machines) {
        this.machines = machines;
    }

    /** The same jobs, otherwise in their order. */
    List<PlannedJob> order(List<PlannedJob> jobs) {
        var first = new ArrayList<PlannedJob>();
        var later = new ArrayList<PlannedJob>();
        var taken = new HashMap<String, Set<String>>();
        for (PlannedJob job : jobs) {
            (isFree(job, taken.computeIfAbsent(job.scheduler(), unseen -> new HashSet<>())) ? first : later).add(job);
        }
        first.addAll(later);
        return first;
    }

    private boolean isFree(PlannedJob job, Set<String> taken) {
        if (!(job.nodes() instanceof NodeRequest.Exactly(List<String> names))) {
            return true;
        }
        Set<String> here =
                free.computeIfAbsent(List.of(job.scheduler(), job.schedule(), job.options()), unseen -> free(job));
        boolean all = names.stream().allMatch(name -> here.contains(name) && !taken.contains(name));
        if (all) {
            taken.addAll(names);
        }
        return all;
    }

    /** None where the machine says nothing: then all are alike. */
    private Set<String> free(PlannedJob job) {
        try {
            Optional<Machine> machine = machines.machine(job.scheduler());
            return machine
                    .map(its -> its.inventory().judged(its.nodes(), job.schedule(), job.options()))
                    .orElse(List.of())
                    .stream()
                    .filter(NodeInfo::available)
                    .map(NodeInfo::name)
                    .collect(Collectors.toSet());
        } catch (SchedulerException e) {
            return Set.of();
        }
    }
}
