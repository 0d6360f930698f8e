package io.pergola.plugins.local;

import io.pergola.model.NodeInfo;
import io.pergola.model.SchedulerException;
import io.pergola.spi.Availability;
import io.pergola.spi.CancelOutcome;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.JobStatus;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.LaunchCommand;
import io.pergola.spi.LaunchRequest;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.NodeSet;
import io.pergola.spi.NodeStart;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job is a process on this machine, whose runs get the nodes of the allocation around it; where there is none, this machine. */
final class RawScheduler implements Scheduler {

    private final LocalScheduler here;
    private final Surroundings surroundings;

    RawScheduler(SchedulerContext context, Machine machine, String host) {
        this.here = new LocalScheduler(context.processes(), machine);
        this.surroundings = new Surroundings(context.environment(), context.commands(), machine, host);
    }

    @Override
    public Availability available() {
        return surroundings.trouble().map(why -> Availability.no(what(why))).orElseGet(Availability::yes);
    }

    private static String what(SchedulerException why) {
        return String.valueOf(why.getMessage());
    }

    @Override
    public KickoffHeader header(JobRequest job) {
        return KickoffHeader.NONE;
    }

    @Override
    public JobInfo kickoff(JobRequest job, Path script) {
        return here.kickoff(job, script);
    }

    @Override
    public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) {
        return here.jobStatus(jobs);
    }

    @Override
    public Duration statusInterval() {
        return here.statusInterval();
    }

    @Override
    public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) {
        return here.cancel(jobs);
    }

    @Override
    public NodeSet allocationNodes(JobInfo job) {
        Optional<SchedulerException> trouble = surroundings.trouble();
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return surroundings.held().map(held -> new NodeSet(held.nodes())).orElseGet(() -> here.allocationNodes(job));
    }

    @Override
    public boolean sharesCores() {
        return surroundings.held().isEmpty();
    }

    @Override
    public LaunchCommand testCommand(LaunchRequest request) {
        return surroundings
                .held()
                .map(held -> new ParallelStart(surroundings, held).of(request))
                .orElseGet(() -> here.testCommand(request));
    }

    @Override
    public List<String> startOn(NodeStart start) {
        return surroundings
                .held()
                .filter(held -> !surroundings.isHere(start.node()))
                .map(held -> new RemoteStart(surroundings, held).words(start))
                .orElseGet(start::command);
    }

    @Override
    public Optional<NodeInventory> inventory() {
        return surroundings.held().map(Inventory::new);
    }

    /** The nodes that are held. */
    private record Inventory(HeldAllocation allocation) implements NodeInventory {

        @Override
        public List<NodeInfo> nodes() {
            return allocation.nodes();
        }

        @Override
        public String machine() {
            return allocation.id();
        }

        @Override
        public boolean held() {
            return true;
        }
    }
}
