package io.pergola.plugins.local;

import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerInfo;
import io.pergola.spi.SchedulerProvider;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.Extension;

/** Offers the scheduler {@code local}. */
@Extension
public final class LocalProvider implements SchedulerProvider {

    /** For the plugin loader. */
    public LocalProvider() {}

    @Override
    public SchedulerInfo info() {
        return new SchedulerInfo("local", "Runs jobs as processes of their own on this machine.", List.of());
    }

    @Override
    public Scheduler create(SchedulerContext context) {
        return new LocalScheduler(context.processes(), new Machine(Path.of("/proc/meminfo")));
    }
}
