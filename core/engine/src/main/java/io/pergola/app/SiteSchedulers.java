package io.pergola.app;

import io.pergola.exec.HostFacts;
import io.pergola.expr.Variable;
import io.pergola.plugin.LoadedScheduler;
import io.pergola.plugin.PluginCatalog;
import io.pergola.resolve.ScheduleSection;
import io.pergola.resolve.SchedulerFacts;
import io.pergola.schedule.LastPasses;
import io.pergola.schedule.Machine;
import io.pergola.schedule.Machines;
import io.pergola.schedule.NodeCache;
import io.pergola.schedule.NodePlans;
import io.pergola.schedule.SchedulerVariables;
import io.pergola.schedule.Schedulers;
import io.pergola.spi.NodeInventory;
import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The schedulers of the plugins, for those who resolve and for those who submit. */
final class SiteSchedulers implements Schedulers, SchedulerFacts, Machines {

    /** Cores are shared by counting, so a job may carry many runs at once. */
    private static final int CONCURRENT = 100;

    /** Each run may use all nodes of its job. */
    private static final int CONCURRENT_ON_NODES = 1;

    private final PluginCatalog plugins;
    private final Supplier<SchedulerContext> context;
    private final Supplier<HostFacts> host;
    private final NodeCache nodes;
    private final NodePlans plans = new NodePlans(this);
    private final Map<String, Known> machines = new HashMap<>();

    /** Schedulers that know nothing of nodes. */
    private final Set<String> withoutNodes = new HashSet<>();

    private final LastPasses passes;

    /** A number that users can write as {@code chunking.seed}. One for all that this command starts. */
    private int seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

    private record Known(NodeCache.Snapshot snapshot, Machine machine) {}

    SiteSchedulers(
            PluginCatalog plugins,
            Supplier<SchedulerContext> context,
            Supplier<HostFacts> host,
            NodeCache nodes,
            LastPasses passes) {
        this.plugins = plugins;
        this.context = context;
        this.host = host;
        this.nodes = nodes;
        this.passes = passes;
    }

    @Override
    public Scheduler get(String name) {
        return plugins.scheduler(name, context.get());
    }

    @Override
    public boolean known(String scheduler) {
        return plugins.schedulers().containsKey(scheduler);
    }

    @Override
    public Collection<String> names() {
        return new TreeSet<>(plugins.schedulers().keySet());
    }

    @Override
    public List<OptionKey> options(String scheduler) {
        return Optional.ofNullable(plugins.schedulers().get(scheduler))
                .map(LoadedScheduler::info)
                .map(info -> info.options())
                .orElse(List.of());
    }

    int seed() {
        return seed;
    }

    /** Before any machine is asked for: chance begins there. */
    void seed(int number) {
        seed = number;
        machines.clear();
    }

    /** What schedule sections make of the machines. */
    NodePlans plans() {
        return plans;
    }

    @Override
    public synchronized Optional<Machine> machine(String scheduler) {
        if (withoutNodes.contains(scheduler)) {
            return Optional.empty();
        }
        Known known = machines.get(scheduler);
        return known != null && nodes.isFresh(known.snapshot()) ? Optional.of(known.machine()) : ask(scheduler);
    }

    /** Each question to a plugin has a thread of its own, so thousands of tests must not ask one each. */
    private Optional<Machine> ask(String scheduler) {
        Scheduler its = get(scheduler);
        Optional<NodeInventory> inventory = its.inventory();
        if (inventory.isEmpty()) {
            withoutNodes.add(scheduler);
            return Optional.empty();
        }
        if (its.available().reason().isPresent()) {
            return Optional.empty();
        }
        NodeCache.Snapshot snapshot = nodes.get(scheduler, inventory.get());
        var known = new Known(snapshot, new Machine(snapshot.nodes(), inventory.get(), passes, seed));
        machines.put(scheduler, known);
        return Optional.of(known.machine());
    }

    @Override
    public synchronized SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
        return plans.of(scheduler, schedule)
                .map(plan -> SchedulerVariables.advanced(
                        schedule, plan, plan.isHeld() ? SchedulerVariables.UNLIMITED : CONCURRENT_ON_NODES))
                .orElseGet(() -> basic(schedule));
    }

    private SequencedMap<String, Variable> basic(ScheduleSection schedule) {
        HostFacts here = host.get();
        return SchedulerVariables.basic(schedule, here.cores(), here.memoryMiB(), CONCURRENT);
    }
}
