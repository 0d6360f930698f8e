package org.example.site;

import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Plan;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.Extension;

/** Starts what came last, as long as something fits. */
@Extension
public final class LastFirst implements SchedulingPolicy {

    @Override
    public String name() {
        return "last_first";
    }

    @Override
    public String description() {
        return "what was submitted last starts first";
    }

    @Override
    public PolicyCapabilities capabilities() {
        return PolicyCapabilities.EVENTS;
    }

    @Override
    public List<Decision> schedule(SchedulingSnapshot snapshot) {
        var jobs = new ArrayList<Job>();
        snapshot.lanes().forEach(lane -> jobs.addFirst(lane.first().job()));
        var decisions = new ArrayList<Decision>();
        Plan plan = snapshot.plan();
        for (Job job : jobs) {
            plan.start(job).ifPresent(where -> decisions.add(new Decision.StartOn(job.id(), where.nodes())));
        }
        return decisions;
    }
}
