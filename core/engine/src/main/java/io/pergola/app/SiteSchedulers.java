package io.pergola.app;

import io.pergola.exec.HostFacts;
import io.pergola.expr.Variable;
import io.pergola.plugin.LoadedScheduler;
import io.pergola.plugin.PluginCatalog;
import io.pergola.resolve.ScheduleSection;
import io.pergola.resolve.SchedulerFacts;
import io.pergola.schedule.SchedulerVariables;
import io.pergola.schedule.Schedulers;
import io.pergola.spi.OptionKey;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The schedulers of the plugins, for those who resolve and for those who submit. */
final class SiteSchedulers implements Schedulers, SchedulerFacts {

    /** Pavilion's name for this machine, which its suites have by default. */
    private static final String RAW = "raw";

    private static final String LOCAL = "local";

    /** Cores are shared by counting, so a job may carry many runs at once. */
    private static final int CONCURRENT = 100;

    private final PluginCatalog plugins;
    private final Supplier<SchedulerContext> context;
    private final Supplier<HostFacts> host;

    SiteSchedulers(PluginCatalog plugins, Supplier<SchedulerContext> context, Supplier<HostFacts> host) {
        this.plugins = plugins;
        this.context = context;
        this.host = host;
    }

    @Override
    public Scheduler get(String name) {
        return plugins.scheduler(serving(name), context.get());
    }

    @Override
    public String serving(String name) {
        return name.equals(RAW) && !plugins.schedulers().containsKey(RAW) ? LOCAL : name;
    }

    @Override
    public boolean known(String scheduler) {
        return plugins.schedulers().containsKey(serving(scheduler));
    }

    @Override
    public Collection<String> names() {
        var names = new TreeSet<>(plugins.schedulers().keySet());
        if (names.contains(LOCAL)) {
            names.add(RAW);
        }
        return names;
    }

    @Override
    public List<OptionKey> options(String scheduler) {
        return Optional.ofNullable(plugins.schedulers().get(serving(scheduler)))
                .map(LoadedScheduler::info)
                .map(info -> info.options())
                .orElse(List.of());
    }

    @Override
    public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
        HostFacts here = host.get();
        return SchedulerVariables.basic(schedule, here.cores(), here.memoryMiB(), CONCURRENT);
    }
}
